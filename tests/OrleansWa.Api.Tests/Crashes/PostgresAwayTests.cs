using OrleansWa.Testing.Crashes;
using OrleansWa.Testing.Postgres;
using OrleansWa.Testing.Product;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Api.Tests.Crashes;

/// <summary>The product goes on without a restart of its own when the database server was away.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresAwayTests(PostgresServer server)
{
    private const string Tenant = "acme";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    [Trait("Server", "Ours")]
    public async Task Start_WhenTheServerIsAway_LivesAndSaysWhy_AndServesOnceItIsThere()
    {
        await using var emulator = await EmulatorControl.Start();
        await using var product = new ProductProcess(emulator, await server.NewStorage());
        using var api = new RawApi(product.Url);
        await server.Stop("fast");
        try
        {
            product.Launch();
            await product.Answers("live");
            var ready = await api.Until("/health/ready", answer => answer.Text.Contains("PostgreSQL", StringComparison.Ordinal));
            (ready.Status, ready.Code).ShouldBe((503, "not_ready"), ready.Text);
            (await api.Call("GET", "/api/v1/tenants", ProductHost.AdminKey)).Code.ShouldBe("not_ready");
        }
        finally
        {
            await server.Start();
        }

        await product.Answers("ready");
        (await product.Admin.All("/api/v1/tenants")).ShouldBeEmpty();
        (await product.Stop()).ShouldBe(0);
    }

    [Fact]
    [Trait("Server", "Ours")]
    public async Task Server_WhenItCrashesUnderLoad_LosesNothingAcknowledged_AndTheProductGoesOn()
    {
        await using var emulator = await Aftermath.Meta();
        await using var product = new ProductProcess(emulator, await server.NewStorage());
        await product.Start();
        using var client = await ClinicSetup.Open(product.Url, product.Admin, emulator, Tenant, Clinic.EchoFlow);
        var burst = new PatientBurst(Tenant, emulator.AppSecret, people: 40, messagesEach: 25, connections: 8);

        foreach (var acknowledged in new[] { 150, 600 })
        {
            await burst.Send(product.Port, acknowledged, async () =>
            {
                await server.Stop("immediate");
                await server.Start();
            });
        }

        await SendTheRest(burst, product);
        await Aftermath.AllHandledOnce(emulator, client, burst);
    }

    [Fact]
    [Trait("Server", "Ours")]
    public async Task Server_WhenItStandsStillUnderLoad_IsAnswered503_LosesNothingAcknowledged_AndTheProductGoesOn()
    {
        await using var emulator = await Aftermath.Meta();
        await using var product = new ProductProcess(emulator, await server.NewStorage());
        await product.Start();
        using var client = await ClinicSetup.Open(product.Url, product.Admin, emulator, Tenant, Clinic.EchoFlow);
        var burst = new PatientBurst(Tenant, emulator.AppSecret, people: 40, messagesEach: 25, connections: 8);

        // Each connection stops at its first answer that is not 200, so that this returns when every one of them was told.
        await burst.Send(product.Port, 150, server.Pause);
        burst.Refusals.ShouldNotBeEmpty();
        burst.Refusals.ShouldAllBe(status => status == 503);
        burst.Acknowledged.ShouldBeLessThan(burst.Total);
        using var api = new RawApi(product.Url);
        (await api.Call("GET", "/health/live")).Status.ShouldBe(200);

        await server.Resume();
        await SendTheRest(burst, product);
        await Aftermath.AllHandledOnce(emulator, client, burst);
    }

    // What was refused meanwhile comes again, as Meta sends it, until the product has found the server again.
    private static async Task SendTheRest(PatientBurst burst, ProductProcess product)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (burst.Acknowledged < burst.Total)
        {
            limit.Token.ThrowIfCancellationRequested();
            await burst.Send(product.Port);
        }
    }
}
