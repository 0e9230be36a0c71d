using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.State;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Simulation.Tests.Outside;
using OrleansWa.Simulation.Tests.Runs;
using OrleansWa.Storage.Sqlite;
using Xunit.Abstractions;

namespace OrleansWa.Simulation.Tests.Mutations;

/// <summary>The checks have teeth: each fault that is planted into the silo is found within the seeds that every build plays, and for what it is.</summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    private const int SeedsMax = 200;

    [Fact]
    public void Run_WhenWebhooksAreAcknowledgedBeforeTheirCommit_FindsTheLoss() => Finds(
        "is in history 0 times",
        services => services.Decorate<IIntakeStore>((_, inner) => new AcknowledgedEarlyMutation(inner)));

    [Fact]
    public void Run_WhenTheConnectorSendsAgainWithoutAnAnswer_FindsTheSecondMessage() => Finds(
        "was taken twice",
        services =>
        {
            var inner = services.Single(s => s.ServiceType == typeof(IConnector));
            services.Remove(inner);
            services.AddSingleton<IConnector>(new InsistentConnector((IConnector)inner.ImplementationInstance!));
        });

    [Fact]
    public void Run_WhenUnknownOutcomesAreRetried_FindsTheSecondMessage() => Finds("was taken twice", store => new UnknownRetriedMutation(store));

    [Fact]
    public void Run_WhenEffectsAreForgotten_FindsTheMissingReply() => Finds("was never answered", store => new EffectsForgottenMutation(store));

    [Fact]
    public void Run_WhenNobodyIsHeldBack_FindsTheWrongOrder() => Finds("before t", store => new HoldForgottenMutation(store));

    [Fact]
    public void Run_WhenInterruptedAttemptsAreForgotten_FindsThatTheyNeverEnd() => Finds("was never taken", store => new InterruptedForgottenMutation(store));

    [Fact]
    public void Run_WhenACancelIsOnlyAcknowledged_FindsTheMessage() => Finds("was sent after its cancel", store => new CancelForgottenMutation(store));

    [Fact]
    public void Run_WhenTheWamidIsIgnored_FindsTheSecondMessage() => Finds(
        "nobody wrote", services => services.Decorate<IIntakeStore>((_, inner) => new WamidIgnoredMutation(inner)));

    [Fact]
    public void Run_WhenStatusesGoBackwards_FindsIt() => Finds(
        "a state went back",
        services => services.Decorate<IIntakeStore>((provider, inner) =>
            new StatusBackwardsMutation(inner, (id, status) => Overwrite(provider.GetRequiredService<SqliteStorageOptions>(), id, status))));

    [Fact]
    public void Run_WhenAMessageHasTwoAttempts_FindsThem() => Finds("are in flight at once", store => new ClaimedTwiceMutation(store));

    [Fact]
    public void Run_WhenALostAnswerIsRepeatedBlindly_FindsTheSecondMessage() => Finds("nothing caused", store => new RepeatedBlindlyMutation(store));

    [Fact]
    public void Run_WhenAClockThatWasSetBackGrantsAQuotaAgain_FindsIt() => Finds(
        "with a cap of",
        services => services.Decorate<IStateStore>((provider, inner) => new QuotaForgottenMutation(inner, provider.GetRequiredService<TimeProvider>().GetUtcNow)));

    [Fact]
    public void Run_WhenTenantsAreMixed_FindsIt() => Finds(
        "is with another tenant", services => services.Decorate<IIntakeStore>((_, inner) => new TenantsMixedMutation(inner)));

    [Fact]
    public void Run_WhenTheDiskForgetsWhatWasSynced_FindsTheLoss() => Finds("is in history 0 times", mutate: null, isDiskForgetful: true);

    private static void Overwrite(SqliteStorageOptions storage, string messageId, MessageStatus status)
    {
        using var connection = new SqliteConnection(storage.ConnectionString + ";Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE messages SET status = $status WHERE id = $id";
        command.Parameters.AddWithValue("$status", (int)status);
        command.Parameters.AddWithValue("$id", messageId);
        command.ExecuteNonQuery();
    }

    private void Finds(string fault, Func<IMessageStore, IMessageStore> mutate) =>
        Finds(fault, services => services.Decorate<IMessageStore>((_, inner) => mutate(inner)));

    private void Finds(string fault, Action<IServiceCollection>? mutate, bool isDiskForgetful = false)
    {
        for (var seed = 1; seed <= SeedsMax; seed++)
        {
            var found = SimulatedRun.Play(seed, mutate, isDiskForgetful).Faults.FirstOrDefault(f => f.Contains(fault, StringComparison.Ordinal));
            if (found is not null)
            {
                output.WriteLine($"Seed {seed}: {found}");
                return;
            }
        }

        Assert.Fail($"No seed up to {SeedsMax} found it.");
    }
}
