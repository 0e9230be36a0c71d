using System.Text;
using System.Text.Json.Nodes;
using OrleansWa.Testing.Product;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Api.Tests.Hosting;

/// <summary>What the first start leaves behind, and what it never does.</summary>
public sealed class FirstStartTests
{
    private const string Tenant = "acme";
    private const string Phone = "5511987654321";
    private const string PatientText = "estou com dor nas costas";

    [Fact]
    public async Task Start_WhenThereIsNoAdmin_OffersALinkThatWorksOnce()
    {
        await using var emulator = await EmulatorControl.Start();
        await using var product = new ProductProcess(emulator, "--Bootstrap:ApiKey=");
        await product.Start();
        using var api = new RawApi(product.Url);
        var file = Path.Combine(product.DataDirectory, "bootstrap-link.txt");

        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        var link = (await File.ReadAllTextAsync(file)).Trim();
        link.ShouldStartWith(product.Url + "/bootstrap?token=");
        (await api.Call("GET", new Uri(link).PathAndQuery)).ContentType.ShouldBe("text/html");
        var token = link.Split("token=")[1];
        product.Output.Where(line => line.Contains(token, StringComparison.Ordinal)).ShouldBeEmpty();

        var redeemed = await api.Call("POST", "/api/v1/bootstrap", body: $$"""{"token":"{{token}}"}""");
        var again = await api.Call("POST", "/api/v1/bootstrap", body: $$"""{"token":"{{token}}"}""");

        redeemed.Status.ShouldBe(200, redeemed.Text);
        again.Status.ShouldBe(403, again.Text);
        File.Exists(file).ShouldBeFalse();
        var key = redeemed.Json!["key"]!.GetValue<string>();
        (await api.Call("GET", "/api/v1/tenants", key)).Json!["items"]!.AsArray().ShouldBeEmpty();
        await product.Kill();
        await product.Start();
        File.Exists(file).ShouldBeFalse();
        (await api.Call("GET", "/api/v1/tenants", key)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Start_WhenEnvironmentIsProduction_HasNoEmulatorAndNoDemo()
    {
        await using var emulator = await EmulatorControl.Start();
        await using var product = new ProductProcess(emulator);
        await product.Start();

        (await product.Admin.All("/api/v1/tenants")).ShouldBeEmpty();
        File.Exists(Path.Combine(product.DataDirectory, "demo-api-key")).ShouldBeFalse();
        product.Output.Where(line => line.Contains("emulator", StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Secrets_WhenUsed_AreNeitherInFilesNorInLogs()
    {
        const string OwnSecret = "own-app-secret-of-acme";
        await using var emulator = await EmulatorControl.Start();
        await using var product = new ProductProcess(
            emulator, "--Serilog:MinimumLevel:Default=Verbose", "--Serilog:MinimumLevel:Override:Microsoft=Verbose", "--Serilog:MinimumLevel:Override:System.Net.Http.HttpClient=Verbose");
        await product.Start();
        using var client = await ClinicSetup.Open(product.Url, product.Admin, emulator, Tenant, Clinic.EchoFlow);
        await product.Admin.Http.PatchAsync(
            new Uri($"/api/v1/tenants/{Tenant}", UriKind.Relative),
            new StringContent($$$"""{"cloudApi":{"appSecret":"{{{OwnSecret}}}","verifyToken":"own-verify-token"}}""", Encoding.UTF8, "application/json"));
        emulator.Model.WriteText(Phone, ClinicNumbers.PhoneNumberId(Tenant), PatientText);
        await emulator.UntilAnswered(Tenant, Phone, 1);
        await product.Stop();

        string[] secrets = [ClinicNumbers.AccessToken(Tenant), client.Key, ProductHost.AdminKey, OwnSecret, "own-verify-token", emulator.AppSecret, emulator.VerifyToken];
        foreach (var file in Directory.GetFiles(product.DataDirectory, "*", SearchOption.AllDirectories))
        {
            var bytes = await File.ReadAllBytesAsync(file);
            secrets.Where(secret => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) >= 0).ShouldBeEmpty(file);
        }

        product.Output.Count.ShouldBeGreaterThan(50);
        product.Output.Where(line => secrets.Any(secret => line.Contains(secret, StringComparison.Ordinal))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Logs_WhenPatientsWrite_CarryWhereAndNothingPersonal()
    {
        await using var emulator = await EmulatorControl.Start();
        await using var product = new ProductProcess(emulator, "--Serilog:MinimumLevel:Default=Information");
        await product.Start();
        using var client = await ClinicSetup.Open(product.Url, product.Admin, emulator, Tenant, Clinic.EchoFlow);
        emulator.Model.ArmSendFault(new() { Code = 130429 });
        emulator.Model.WriteText(Phone, ClinicNumbers.PhoneNumberId(Tenant), PatientText);
        await emulator.UntilAnswered(Tenant, Phone, 1);
        var conversation = (await client.Get("/api/v1/conversations"))["items"]![0]!["id"]!.GetValue<string>();
        await client.Get($"/api/v1/conversations/{conversation}/messages");
        await client.Post("/api/v1/channels/main/stop");
        await product.Stop();

        var lines = product.Output.Select(line => JsonNode.Parse(line)!["Properties"]!.AsObject()).ToList();
        var request = lines.Single(line => line["Route"]?.GetValue<string>() == "/api/v1/conversations/{conversationId}/messages");
        request["tenant"]!.GetValue<string>().ShouldBe(Tenant);
        request["channel"]!.GetValue<string>().ShouldBe("main");
        request["conversation"]!.GetValue<string>().ShouldBe(conversation.Split('.')[1]);
        request["traceId"]!.GetValue<string>().Length.ShouldBe(32);
        var turns = lines.Where(line => line["SourceContext"]?.GetValue<string>().StartsWith("OrleansWa.Grains.Channels", StringComparison.Ordinal) == true).ToList();
        turns.ShouldNotBeEmpty();
        turns.ShouldAllBe(line => line["tenant"]!.GetValue<string>() == Tenant && line["channel"]!.GetValue<string>() == "main");
        turns.Where(line => line["traceId"] is not null).ShouldNotBeEmpty();
        product.Output.Where(IsPersonal).ShouldBeEmpty();
    }

    private static bool IsPersonal(string line) =>
        new[] { Phone, Phone[2..], Phone[4..], PatientText, "dor nas costas" }.Any(text => line.Contains(text, StringComparison.Ordinal));
}
