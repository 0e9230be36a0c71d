using OrleansWa.Testing.Crashes;
using OrleansWa.Testing.Postgres;
using OrleansWa.Testing.Product;
using OrleansWa.Testing.Silo;
using Xunit.Abstractions;

namespace OrleansWa.Api.Tests.Crashes;

/// <summary>kill -9 in a loop. An engine's test class adds only the database.</summary>
public abstract class KillLoopTests(ITestOutputHelper output)
{
    private const string Tenant = "acme";

    [Fact]
    public async Task Kill_AgainAndAgain_LosesNothing_DoublesNothing_KeepsTheOrder()
    {
        await using var emulator = await Aftermath.Meta();
        await using var product = new ProductProcess(emulator, await NewDatabase());
        await product.Start();
        using var client = await ClinicSetup.Open(product.Url, product.Admin, emulator, Tenant, Clinic.EchoFlow);
        var rounds = new KillRounds(product, Tenant, emulator.AppSecret);
        var started = TimeProvider.System.GetTimestamp();

        await rounds.Play();

        rounds.Burst.Acknowledged.ShouldBe(rounds.Burst.Total);
        var unknown = await Aftermath.AllHandledOnce(emulator, client, rounds.Burst);
        output.WriteLine(
            $"{rounds.KilledUnderLoad} kills under load, {rounds.KilledInStart} in a start, {rounds.Burst.Acknowledged} messages acknowledged, 0 lost, 0 doubled, "
            + $"0 out of order, {unknown.Count} outcomes visibly unknown; {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0} s.");
    }

    /// <summary>Settings of the product that name an empty database.</summary>
    protected abstract Task<string[]> NewDatabase();
}

public sealed class SqliteKillLoopTests(ITestOutputHelper output) : KillLoopTests(output)
{
    // A file in the product's own directory.
    protected override Task<string[]> NewDatabase() => Task.FromResult<string[]>([]);
}

[Collection(PostgresCollection.Name)]
public sealed class PostgresKillLoopTests(PostgresServer server, ITestOutputHelper output) : KillLoopTests(output)
{
    protected override Task<string[]> NewDatabase() => server.NewStorage();
}
