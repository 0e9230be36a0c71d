using System.Net;
using System.Text;
using OrleansWa.Testing.Cluster;
using OrleansWa.Testing.Crashes;
using OrleansWa.Testing.Postgres;
using OrleansWa.Testing.Product;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Cluster.Tests.Processes;

/// <summary>The whole product as processes: two silos, one API, PostgreSQL, Redis.</summary>
[Collection(PostgresCollection.Name)]
public sealed class ProductClusterTests(PostgresServer postgres)
{
    private const string Tenant = "acme";
    private const string Phone = "5511987654321";

    [FactWithRedis]
    public async Task FirstMessage_WhenAPatientWrites_IsAskedAnsweredAndRead()
    {
        await using var cluster = await ProductCluster.Start(await postgres.NewDatabase());
        using var client = await cluster.OpenClinic(Tenant, Clinic.GreetingFlow);

        cluster.Emulator.Model.WriteText(Phone, ClinicNumbers.PhoneNumberId(Tenant), "Oi");
        await cluster.Emulator.UntilAnswered(Tenant, Phone, 1);
        cluster.Emulator.Model.WriteText(Phone, ClinicNumbers.PhoneNumberId(Tenant), "Ana");
        await cluster.Emulator.UntilAnswered(Tenant, Phone, 2);
        var receipt = await client.Post("/api/v1/channels/main/messages", new { to = "+55 11 98765-4321", type = "text", text = new { body = "Até amanhã." } });

        await client.GetUntil($"/api/v1/messages/{receipt["id"]}", message => message["status"]!.GetValue<string>() == "read");
        cluster.Emulator.Answers(Tenant, Phone).ShouldBe(["Qual é o seu nome?", "Olá Ana!", "Até amanhã."]);
        (await cluster.Admin.Get("/health"))["details"]!["runtime"]!.GetValue<string>().ShouldBe("orleans");
        await ShouldShowItsGrains(cluster);
        await ShouldShowTheDashboardToAdminsOnly(cluster, client);
    }

    [FactWithRedis]
    public async Task Kill_WhenOneSiloIsGoneInTheMiddle_LosesNothingAndSendsNothingTwice()
    {
        await using var cluster = await ProductCluster.Start(await postgres.NewDatabase());
        using var client = await cluster.OpenClinic(Tenant, Clinic.EchoFlow);
        var burst = new PatientBurst(Tenant, cluster.Emulator.AppSecret, people: 40, messagesEach: 25, connections: 8);

        await InTheMiddle(cluster, burst, 400, cluster.Silos[0].Kill);
        await SendRest(cluster, burst);
        await Aftermath.AllHandledOnce(cluster.Emulator, client, burst);

        await cluster.Silos[0].Start();
        (await client.Get("/api/v1/channels/main/status"))["status"]!.GetValue<string>().ShouldBe("connected");
    }

    [FactWithRedis]
    public async Task Stop_WhenSilosAreReplacedOneByOneUnderLoad_LosesNothing()
    {
        await using var cluster = await ProductCluster.Start(await postgres.NewDatabase());
        using var client = await cluster.OpenClinic(Tenant, Clinic.EchoFlow);
        var burst = new PatientBurst(Tenant, cluster.Emulator.AppSecret, people: 40, messagesEach: 25, connections: 8);

        foreach (var (silo, acknowledged) in new[] { (0, 300), (1, 700) })
        {
            await InTheMiddle(cluster, burst, acknowledged, async () => (await cluster.Silos[silo].Stop()).ShouldBe(0));
            await cluster.Silos[silo].Start();
        }

        await SendRest(cluster, burst);
        (await Aftermath.AllHandledOnce(cluster.Emulator, client, burst)).ShouldBeEmpty();
    }

    [FactWithRedis]
    public async Task Kill_WhenTheWholeClusterIsGone_NewSilosElsewhereServeWhatItOwed()
    {
        await using var cluster = await ProductCluster.Start(await postgres.NewDatabase());
        using var client = await cluster.OpenClinic(Tenant, Clinic.EchoFlow);
        await client.Post("/api/v1/channels/main/stop");
        await client.Post("/api/v1/channels/main/start");
        var burst = new PatientBurst(Tenant, cluster.Emulator.AppSecret, people: 10, messagesEach: 20, connections: 4);

        await InTheMiddle(cluster, burst, 90, () => Task.WhenAll(cluster.Silos.Select(silo => silo.Kill())));
        // Other addresses, as containers get them: nobody comes back under the old name and clears it away.
        cluster.Silos.AddRange([cluster.NewSilo(), cluster.NewSilo()]);
        await Task.WhenAll(cluster.Silos.Skip(2).Select(silo => silo.Start()));

        await SendRest(cluster, burst);
        await Aftermath.AllHandledOnce(cluster.Emulator, client, burst);
    }

    private static async Task ShouldShowItsGrains(ProductCluster cluster)
    {
        var path = "/api/management/grains/wa.channel/" + Uri.EscapeDataString($"{Tenant}/main");
        var channel = await cluster.Admin.Get(path);
        channel["activation"]!["silo"]!.GetValue<string>().ShouldContain("127.0.0.1");
        await cluster.Admin.Post(path + "/deactivate");
        await cluster.Admin.GetUntil(path, grain => !grain["activation"]!["active"]!.GetValue<bool>());
    }

    private static async Task ShouldShowTheDashboardToAdminsOnly(ProductCluster cluster, ProductClient tenant)
    {
        foreach (var page in new[] { "/admin/dashboard/", "/admin/dashboard/index.min.js", "/admin/dashboard/version", "/admin/dashboard/ClusterStats" })
        {
            (await Status(cluster, page, null)).ShouldBe(HttpStatusCode.Unauthorized, page);
            (await Status(cluster, page, "owa_wrong")).ShouldBe(HttpStatusCode.Unauthorized, page);
            (await Status(cluster, page, tenant.Key)).ShouldBe(HttpStatusCode.Forbidden, page);
            (await Status(cluster, page, ProductHost.AdminKey)).ShouldBe(HttpStatusCode.OK, page);
        }
    }

    // As a browser asks, once a person has typed the key where the page asked for a password.
    private static async Task<HttpStatusCode> Status(ProductCluster cluster, string path, string? key)
    {
        using var http = new HttpClient { BaseAddress = new Uri(cluster.Api.Url) };
        if (key is not null)
        {
            http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("admin:" + key)));
        }

        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        (answer.StatusCode != HttpStatusCode.Unauthorized || answer.Headers.WwwAuthenticate.ToString().StartsWith("Basic", StringComparison.Ordinal)).ShouldBeTrue();
        return answer.StatusCode;
    }

    // A webhook answered 503 ends its connection's turn, so it may take several to get there.
    private static async Task InTheMiddle(ProductCluster cluster, PatientBurst burst, int acknowledged, Func<Task> act)
    {
        var acted = false;
        Task Act()
        {
            acted = true;
            return act();
        }

        while (!acted)
        {
            await burst.Send(cluster.Api.Port, acknowledged, Act);
            if (!acted && burst.Acknowledged >= acknowledged)
            {
                await Act();
            }
        }
    }

    // While the cluster finds out that a silo is gone, webhooks are answered 503 and come again.
    private static async Task SendRest(ProductCluster cluster, PatientBurst burst)
    {
        await Ready.Wait(cluster.Api.Url);
        while (burst.Acknowledged < burst.Total)
        {
            await burst.Send(cluster.Api.Port);
        }
    }
}
