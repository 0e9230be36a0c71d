using System.Text.Json.Nodes;
using OrleansWa.Testing.Product;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Api.Tests.Messages;

/// <summary>Who may be written to, and from which number, over HTTP against the emulator's own window.</summary>
public abstract class WindowAndConsentTests(ProductFixture product)
{
    private const string Phone = "5511987650051";

    [Fact]
    public async Task Send_ToWhoNeverWrote_IsRefusedByName_UnlessItIsATemplate()
    {
        using var client = await product.Host.OpenClinic(product.NewTenant("cold"));

        var refused = await Post(client, "/api/v1/channels/main/messages", Text("oi"));
        (refused.Status, refused.Code).ShouldBe((422, "window_closed"), refused.Text);
        refused.Fields.ShouldBe(["type"]);
        refused.Json!["detail"]!.GetValue<string>().ShouldContain("fallbackTemplate");

        var withFallback = Text("oi");
        withFallback["fallbackTemplate"] = JsonNode.Parse("""{"name":"hello_world","language":{"code":"en_US"}}""");
        var accepted = await Post(client, "/api/v1/channels/main/messages", withFallback);
        accepted.Status.ShouldBe(202, accepted.Text);
        var message = await client.GetUntil($"/api/v1/messages/{accepted.Json!["id"]!.GetValue<string>()}", row => row["status"]!.GetValue<string>() == "read");
        (message["type"]!.GetValue<string>(), message["usesFallback"]!.GetValue<bool>()).ShouldBe(("text", true));
        message["fallbackTemplate"]!["name"]!.GetValue<string>().ShouldBe("hello_world");
    }

    [Theory]
    [InlineData("""{"name":"","language":{"code":"pt_BR"}}""", 422, "fallbackTemplate.name")]
    [InlineData("\"lembrete\"", 400, "fallbackTemplate")]
    [InlineData("[]", 400, "fallbackTemplate")]
    public async Task Send_WhenTheFallbackIsWrong_NamesTheField(string fallback, int status, string field)
    {
        using var client = await product.Host.OpenClinic(product.NewTenant("fallback"));
        var body = Text("oi");
        body["fallbackTemplate"] = JsonNode.Parse(fallback);

        var answer = await Post(client, "/api/v1/channels/main/messages", body);

        answer.Status.ShouldBe(status, answer.Text);
        answer.Fields.ShouldBe([field]);
    }

    [Fact]
    public async Task OptOut_IsShown_AndRefusesWhatTheClinicBegins()
    {
        var tenant = product.NewTenant("optout");
        using var client = await product.Host.OpenClinic(tenant, Clinic.EchoFlow);
        await product.Host.Admin.Patch($"/api/v1/tenants/{tenant}", new { consent = new { optOutWords = new[] { "fora" }, optOutReply = "Até logo." } });
        await Write(tenant, "Fora!", answers: 1);

        product.Host.Emulator.Answers(tenant, Phone).ShouldBe(["Até logo."]);
        var conversation = (await client.Get("/api/v1/conversations"))["items"]![0]!;
        conversation["contact"]!["optedOutAt"].ShouldNotBeNull();
        foreach (var (lane, status) in new[] { ("bulk", 422), ("transactional", 422), ("reply", 202) })
        {
            var body = Text("promoção");
            body["lane"] = lane;
            var answer = await Post(client, "/api/v1/channels/main/messages", body);
            answer.Status.ShouldBe(status, answer.Text);
            if (status == 422)
            {
                (answer.Code, answer.Fields.Single()).ShouldBe(("opted_out", "to"));
            }
        }
    }

    [Fact]
    public async Task Consent_WhenItsWordsCannotBe_IsRefusedByName()
    {
        var tenant = product.NewTenant("words");
        await product.Host.Admin.Post("/api/v1/tenants", new { id = tenant, name = tenant });

        var answer = await product.Api.Call("PATCH", $"/api/v1/tenants/{tenant}", ProductHost.AdminKey, """{"consent":{"optOutWords":["START"],"optInWords":["start"]}}""");

        answer.Status.ShouldBe(400, answer.Text);
        answer.Fields.ShouldBe(["consent.optInWords"]);
        (await product.Host.Admin.Get($"/api/v1/tenants/{tenant}"))["consent"]!["optOutWords"]!.AsArray().Count.ShouldBe(6);
    }

    [Fact]
    public async Task SendRotated_UsesEachChannelInTurn_AndARepeatTheSame()
    {
        var tenant = product.NewTenant("rotation");
        using var client = await product.Host.OpenClinic(tenant);
        product.Host.Emulator.AddNumber(tenant + "-second");
        await ClinicSetup.AddChannel(client, "second", tenant + "-second");
        var used = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            used.Add(Channel(await Post(client, "/api/v1/messages", Template("551198765006" + i))));
        }

        used.Order(StringComparer.Ordinal).ShouldBe(["main", "main", "second", "second"]);
        var first = await Post(client, "/api/v1/messages", Template(Phone), "key-1");
        for (var i = 0; i < 4; i++)
        {
            var repeat = await Post(client, "/api/v1/messages", Template(Phone), "key-1");
            (repeat.Status, repeat.Json!["id"]!.GetValue<string>(), Channel(repeat)).ShouldBe((202, first.Json!["id"]!.GetValue<string>(), Channel(first)));
        }

        (await Post(client, "/api/v1/messages", Template("5511987650099"), "key-1")).Code.ShouldBe("idempotency_key_reused");
    }

    [Theory]
    [InlineData("broadcast", 409, "no_channel")]
    [InlineData("boss", 400, "request_invalid")]
    public async Task SendRotated_WithoutAChannelOfTheRole_SaysSo(string role, int status, string code)
    {
        using var client = await product.Host.OpenClinic(product.NewTenant("norole"));
        var body = Template(Phone);
        body["role"] = role;

        var answer = await Post(client, "/api/v1/messages", body);

        (answer.Status, answer.Code).ShouldBe((status, code), answer.Text);
    }

    private static string Channel(ApiAnswer answer) => answer.Json!["channelId"]!.GetValue<string>();

    private static JsonObject Text(string body) => new() { ["to"] = Phone, ["type"] = "text", ["text"] = new JsonObject { ["body"] = body } };

    private static JsonObject Template(string phone) =>
        new() { ["to"] = phone, ["type"] = "template", ["template"] = JsonNode.Parse("""{"name":"hello_world","language":{"code":"en_US"}}""") };

    private Task<ApiAnswer> Post(ProductClient client, string path, JsonObject body, string? key = null) =>
        product.Api.Call("POST", path, client.Key, body.ToJsonString(), "application/json", key is null ? [] : [("Idempotency-Key", key)]);

    private async Task Write(string tenant, string text, int answers)
    {
        product.Host.Emulator.Model.WriteText(Phone, ClinicNumbers.PhoneNumberId(tenant), text);
        await product.Host.Emulator.UntilAnswered(tenant, Phone, answers);
    }
}
