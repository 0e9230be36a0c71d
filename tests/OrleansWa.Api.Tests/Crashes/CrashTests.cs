using OrleansWa.CloudApiEmulator;
using OrleansWa.Testing.Crashes;
using OrleansWa.Testing.Product;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Api.Tests.Crashes;

/// <summary>The product as a process, ended in the middle of its work: by kill -9 and by SIGTERM. An engine's test class adds only the database.</summary>
public abstract class CrashTests
{
    private const string Tenant = "acme";
    private const string Phone = "5511987654321";

    [Fact]
    public async Task Kill_WhenReplyWaitsForStoppedChannel_GoesOutOnceAfterRestart()
    {
        await using var emulator = await Aftermath.Meta();
        await using var product = new ProductProcess(emulator, await NewDatabase());
        await product.Start();
        using var client = await ClinicSetup.Open(product.Url, product.Admin, emulator, Tenant, Clinic.EchoFlow);
        // Nothing may leave, so that the reply is certainly still owed when the process dies.
        await client.Post("/api/v1/channels/main/stop");

        await Acknowledged(emulator, () => emulator.Model.WriteText(Phone, ClinicNumbers.PhoneNumberId(Tenant), "oi"));
        await product.Kill();
        await product.Start();
        emulator.Model.Counts.Accepted.ShouldBe(0);
        await client.Post("/api/v1/channels/main/start");

        await emulator.UntilAnswered(Tenant, Phone, 1);
        await Aftermath.SettledHistory(client, messages: 2);
        emulator.Answers(Tenant, Phone).ShouldBe(["eco oi"]);
        emulator.Model.DuplicateSends().ShouldBeEmpty();
    }

    [Fact]
    public async Task Kill_WhenReplyWaitsForItsNextTry_GoesOutOnceAfterRestart()
    {
        await using var emulator = await Aftermath.Meta();
        await using var product = new ProductProcess(emulator, await NewDatabase());
        await product.Start();
        using var client = await ClinicSetup.Open(product.Url, product.Admin, emulator, Tenant, Clinic.EchoFlow);
        // Throughput exceeded: the channel pauses for seconds, and nothing is in flight meanwhile.
        emulator.Model.ArmSendFault(new SendFault { Kind = SendFaultKind.Error, Code = 130429, Count = -1 });

        emulator.Model.WriteText(Phone, ClinicNumbers.PhoneNumberId(Tenant), "oi");
        await client.GetUntil("/api/v1/conversations", page => page["items"]!.AsArray().Count == 1);
        var conversation = (await client.Get("/api/v1/conversations"))["items"]![0]!["id"]!.GetValue<string>();
        await client.GetUntil(
            $"/api/v1/conversations/{conversation}/messages",
            page => page["items"]!.AsArray().Any(row => row!["status"]!.GetValue<string>() == "pending" && row["error"]?["code"]?.GetValue<string>() == "130429"));
        await product.Kill();
        emulator.Model.DisarmSendFaults();
        await product.Start();

        await emulator.UntilAnswered(Tenant, Phone, 1);
        await Aftermath.SettledHistory(client, messages: 2);
        emulator.Answers(Tenant, Phone).ShouldBe(["eco oi"]);
        emulator.Model.DuplicateSends().ShouldBeEmpty();
    }

    [Fact]
    public async Task Kill_WhenBurstsAreAcknowledged_LosesNothingAndSendsNothingTwice()
    {
        await using var emulator = await Aftermath.Meta();
        await using var product = new ProductProcess(emulator, await NewDatabase());
        await product.Start();
        using var client = await ClinicSetup.Open(product.Url, product.Admin, emulator, Tenant, Clinic.EchoFlow);
        var burst = new PatientBurst(Tenant, emulator.AppSecret, people: 40, messagesEach: 25, connections: 8);

        // At a varying moment: after so many acknowledgements the process is gone in the middle of the rest.
        foreach (var acknowledged in new[] { 37, 190, 411, 680, 997 })
        {
            await burst.Send(product.Port, acknowledged, product.Kill);
            await product.Start();
        }

        await burst.Send(product.Port);
        burst.Acknowledged.ShouldBe(burst.Total);
        await Aftermath.AllHandledOnce(emulator, client, burst);
    }

    [Fact]
    public async Task Stop_WhenUnderLoad_EndsWellAndLosesNothing()
    {
        await using var emulator = await Aftermath.Meta();
        await using var product = new ProductProcess(emulator, await NewDatabase());
        await product.Start();
        using var client = await ClinicSetup.Open(product.Url, product.Admin, emulator, Tenant, Clinic.EchoFlow);
        var burst = new PatientBurst(Tenant, emulator.AppSecret, people: 40, messagesEach: 25, connections: 8);

        var code = -1;
        await burst.Send(product.Port, 400, async () => code = await product.Stop().WaitAsync(TimeSpan.FromSeconds(30)));
        code.ShouldBe(0);
        await product.Start();
        await burst.Send(product.Port);

        burst.Acknowledged.ShouldBe(burst.Total);
        (await Aftermath.AllHandledOnce(emulator, client, burst)).ShouldBeEmpty();
    }

    /// <summary>Settings of the product that name an empty database.</summary>
    protected abstract Task<string[]> NewDatabase();

    private static async Task Acknowledged(EmulatorControl emulator, Action write)
    {
        var acknowledged = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look(WebhookAttempt attempt)
        {
            if (attempt.Accepted)
            {
                acknowledged.TrySetResult();
            }
        }

        emulator.Model.WebhookAttempted += Look;
        write();
        await acknowledged.Task.WaitAsync(TimeSpan.FromMinutes(1));
        emulator.Model.WebhookAttempted -= Look;
    }
}
