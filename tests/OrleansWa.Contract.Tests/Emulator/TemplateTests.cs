using System.Text.Json;
using OrleansWa.Contract.Tests.Support;

namespace OrleansWa.Contract.Tests.Emulator;

/// <summary>The template store, its review, and the codes of sends that do not fit.</summary>
public sealed class TemplateTests
{
    private const string Path = $"/v23.0/{RunningEmulator.AccountId}/message_templates";
    private const string Order =
        """{"name":"pedido","language":"pt_BR","category":"UTILITY","components":[{"type":"BODY","text":"Olá {{1}}, pedido {{2}} saiu."},{"type":"BUTTONS","buttons":[{"type":"URL","text":"Ver","url":"https://x.com/{{1}}"}]}]}""";

    [Fact]
    public async Task Create_IsPendingThenApprovedByWebhook()
    {
        await using var emulator = await RunningEmulator.Start();
        var created = await emulator.Post(Path, Order);
        created.Json.GetProperty("status").GetString().ShouldBe("PENDING");
        (await emulator.Send(Send("pedido", "pt_BR"))).ShouldFail(404, 132001);
        emulator.Time.Advance(TimeSpan.FromSeconds(1));
        var change = (await emulator.Receiver.Next()).Changes().Single();
        change.GetProperty("field").GetString().ShouldBe("message_template_status_update");
        change.GetProperty("value").GetProperty("event").GetString().ShouldBe("APPROVED");
        change.GetProperty("value").GetProperty("message_template_id").GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture)
            .ShouldBe(created.Json.GetProperty("id").GetString());
        (await emulator.Get(Path + "?name=pedido&status=APPROVED")).Json.GetProperty("data").GetArrayLength().ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"name":"Pedido","language":"pt_BR","category":"UTILITY","components":[{"type":"BODY","text":"x"}]}""", null)]
    [InlineData("""{"name":"p","language":"pt_BR","category":"NEWS","components":[{"type":"BODY","text":"x"}]}""", null)]
    [InlineData("""{"name":"p","language":"pt_BR","category":"UTILITY","components":[{"type":"BODY","text":"{{1}} oi"}]}""", 2388299)]
    [InlineData("""{"name":"hello_world","language":"en_US","category":"UTILITY","components":[{"type":"BODY","text":"x"}]}""", 2388024)]
    public async Task Create_AgainstTheRules_IsRefused(string template, int? subcode)
    {
        await using var emulator = await RunningEmulator.Start();
        (await emulator.Post(Path, template)).ShouldFail(400, 100, subcode);
    }

    [Theory]
    [InlineData("pedido", "pt_PT", "", 404, 132001)]
    [InlineData("outro", "pt_BR", "", 404, 132001)]
    [InlineData("pedido", "pt_BR", """{"type":"body","parameters":[{"type":"text","text":"Ana"}]}""", 400, 132000)]
    [InlineData("pedido", "pt_BR", """{"type":"body","parameters":[{"type":"text","text":"Ana"},{"type":"image","image":{}}]}""", 400, 132012)]
    [InlineData("pedido", "pt_BR", """{"type":"body","parameters":[{"type":"text","text":"Ana"},{"type":"text","text":"7"}]}""", 400, 131008)]
    public async Task Send_WhenItDoesNotFit_AnswersTheCode(string name, string language, string component, int status, int code)
    {
        await using var emulator = await RunningEmulator.Start();
        emulator.World.AddTemplate(RunningEmulator.AccountId, JsonSerializer.Deserialize<JsonElement>(Order));
        (await emulator.Send(Send(name, language, component))).ShouldFail(status, code);
    }

    [Theory]
    [InlineData("PAUSED", 400, 132015)]
    [InlineData("DISABLED", 400, 132016)]
    [InlineData("REJECTED", 404, 132001)]
    public async Task Send_WhenTheTemplateIsOut_AnswersTheCodeAndUnpausesOnRequest(string templateStatus, int status, int code)
    {
        await using var emulator = await RunningEmulator.Start();
        var id = emulator.World.AddTemplate(RunningEmulator.AccountId, JsonSerializer.Deserialize<JsonElement>("""{"name":"p","language":"pt_BR","category":"UTILITY","components":[{"type":"BODY","text":"x"}]}"""));
        emulator.World.SetTemplateStatus(RunningEmulator.AccountId, id, templateStatus);
        (await emulator.Receiver.Next()).Text.ShouldContain(templateStatus);
        (await emulator.Send(Send("p", "pt_BR"))).ShouldFail(status, code);
        (await emulator.Post($"/v23.0/{id}/unpause", "")).Ok.ShouldBe(templateStatus == "PAUSED");
    }

    [Fact]
    public async Task Send_NamedParameters_WantsTheNames()
    {
        await using var emulator = await RunningEmulator.Start();
        emulator.World.AddTemplate(RunningEmulator.AccountId, JsonSerializer.Deserialize<JsonElement>("""{"name":"n","language":"pt_BR","category":"UTILITY","parameter_format":"NAMED","components":[{"type":"BODY","text":"Olá {{nome}}!"}]}"""));
        (await emulator.Send(Send("n", "pt_BR", """{"type":"body","parameters":[{"type":"text","text":"Ana"}]}"""))).ShouldFail(400, 100);
        (await emulator.Send(Send("n", "pt_BR", """{"type":"body","parameters":[{"type":"text","parameter_name":"nome","text":"Ana"}]}"""))).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task Delete_ByName_RemovesAllLanguages()
    {
        await using var emulator = await RunningEmulator.Start();
        (await emulator.Delete(Path + "?name=hello_world")).Ok.ShouldBeTrue();
        (await emulator.Get(Path)).Json.GetProperty("data").GetArrayLength().ShouldBe(0);
        (await emulator.Delete(Path + "?name=hello_world")).ShouldFail(400, 100);
    }

    [Fact]
    public async Task List_LongerThanAPage_IsFollowedByItsCursor()
    {
        await using var emulator = await RunningEmulator.Start();
        for (var i = 0; i < 29; i++)
            emulator.World.AddTemplate(RunningEmulator.AccountId, JsonSerializer.Deserialize<JsonElement>($$"""{"name":"t{{i}}","language":"pt_BR","category":"UTILITY","components":[{"type":"BODY","text":"x"}]}"""));
        var first = (await emulator.Get(Path)).Json;
        first.GetProperty("data").GetArrayLength().ShouldBe(25);
        var second = (await emulator.Get($"{Path}?after={first.GetProperty("paging").GetProperty("cursors").GetProperty("after").GetString()}")).Json;
        second.GetProperty("data").GetArrayLength().ShouldBe(5);
        second.GetProperty("paging").TryGetProperty("next", out _).ShouldBeFalse();
    }

    private static string Send(string name, string language, string component = "") =>
        $$$"""{"messaging_product":"whatsapp","to":"5511987654321","type":"template","template":{"name":"{{{name}}}","language":{"code":"{{{language}}}"},"components":[{{{component}}}]}}""";
}
