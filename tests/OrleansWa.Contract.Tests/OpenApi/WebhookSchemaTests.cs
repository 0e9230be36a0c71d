using System.Text.Json;
using OrleansWa.CloudApiEmulator;
using OrleansWa.CloudApiEmulator.Webhooks;
using OrleansWa.Contract.Tests.Schema;
using OrleansWa.Contract.Tests.Support;

namespace OrleansWa.Contract.Tests.OpenApi;

/// <summary>Webhooks against Meta's schema: Meta's own examples (so the corrections are right), then everything the emulator emits.</summary>
public sealed class WebhookSchemaTests
{
    private static readonly Exclusion[] ExcludedExamples =
    [
        new("Contact Sharing Message", "the example lacks the required member field"),
        new("Group Create Message", "wa_id is a number there; the emulator has no groups"),
        new("Group Settings Update", "the emulator has no groups"),
        new("Group Remove Participants", "field and wa_id differ from the schema; the emulator has no groups"),
    ];

    private static readonly string Payload = """{"$ref":"#/components/schemas/WebhookPayload"}""";

    [OpenApiFact]
    public void Schema_AcceptsMetasOwnExamples()
    {
        foreach (var (name, value) in MetaFile.RequestExamples("/whatsapp/webhooks", "post"))
            if (ExcludedExamples.All(e => e.Name != name)) Errors(value).ShouldBeEmpty(name);
    }

    [OpenApiTheory]
    [InlineData("""{"type":"text","text":{"body":"Não"}}""")]
    [InlineData("""{"type":"text","context":{"from":"551140000000","id":"wamid.X"},"text":{"body":"resposta"}}""")]
    [InlineData("""{"type":"image","image":{"caption":"veja"}}""")]
    [InlineData("""{"type":"audio"}""")]
    [InlineData("""{"type":"video"}""")]
    [InlineData("""{"type":"document"}""")]
    [InlineData("""{"type":"sticker"}""")]
    [InlineData("""{"type":"location","location":{"latitude":-23.5,"longitude":-46.6}}""")]
    [InlineData("""{"type":"contacts","contacts":[{"name":{"formatted_name":"Bia Lima","first_name":"Bia"},"phones":[{"phone":"+55 11 98888-7777","wa_id":"5511988887777","type":"CELL"}]}]}""")]
    [InlineData("""{"type":"reaction","reaction":{"message_id":"wamid.X","emoji":"👍"}}""")]
    [InlineData("""{"type":"reaction","reaction":{"message_id":"wamid.X"}}""")]
    [InlineData("""{"type":"button","context":{"from":"551140000000","id":"wamid.X"},"button":{"payload":"p","text":"Parar"}}""")]
    [InlineData("""{"type":"interactive","context":{"from":"551140000000","id":"wamid.X"},"interactive":{"type":"nfm_reply","nfm_reply":{"name":"flow","body":"Sent","response_json":"{}"}}}""")]
    [InlineData("""{"type":"order","order":{"catalog_id":"1","text":"","product_items":[{"product_retailer_id":"a","quantity":1,"item_price":1.5,"currency":"BRL"}]}}""")]
    [InlineData("""{"type":"unsupported","errors":[{"code":131051,"title":"t","message":"t","error_data":{"details":"d"}}]}""")]
    [InlineData("""{"type":"system","system":{"body":"changed","wa_id":"551191112222","type":"user_changed_number"}}""")]
    [InlineData("""{"type":"reaction","unavailableFirst":false,"reaction":{"message_id":"wamid.X","emoji":""}}""")]
    public async Task Webhook_OfAPatientsMessage_FitsTheSchema(string message)
    {
        await using var emulator = await RunningEmulator.Start();
        emulator.World.Write(RunningEmulator.Patient, RunningEmulator.NumberId, JsonSerializer.Deserialize<JsonElement>(message));
        Check(await emulator.Receiver.Next());
    }

    [OpenApiTheory]
    [InlineData("v23.0", false)]
    [InlineData("v24.0", false)]
    [InlineData("v24.0", true)]
    public async Task Webhook_OfStatuses_FitsTheSchema(string version, bool hidden)
    {
        await using var emulator = await RunningEmulator.Start(o => o.WebhookVersion = version);
        emulator.World.SetPhone(RunningEmulator.Patient, new PhoneSettings { HidePhone = hidden });
        await emulator.OpenWindow();
        await emulator.SendText();
        emulator.Time.Advance(TimeSpan.FromSeconds(1));
        foreach (var webhook in await emulator.Receiver.Next(3)) Check(webhook);
        emulator.World.ArmSendFault(new SendFault { Kind = SendFaultKind.AsyncError, Code = 131049 });
        await emulator.SendText();
        emulator.Time.Advance(TimeSpan.FromSeconds(1));
        Check(await emulator.Receiver.Next());
    }

    [OpenApiFact]
    public async Task Webhook_OfATapAndOfAnUnavailableMessage_FitsTheSchema()
    {
        await using var emulator = await RunningEmulator.Start(o => o.StatusDelayMin = o.StatusDelayMax = TimeSpan.Zero);
        await emulator.OpenWindow();
        await emulator.Send("""{"messaging_product":"whatsapp","to":"5511987654321","type":"interactive","interactive":{"type":"list","body":{"text":"?"},"action":{"button":"Ver","sections":[{"rows":[{"id":"a","title":"A","description":"d"}]}]}}}""");
        await emulator.Receiver.Next(3);
        emulator.World.Faults = new Faults { UnavailableFirstRate = 1 };
        emulator.World.Write(RunningEmulator.Patient, RunningEmulator.NumberId, PatientMessage.Tap("a"));
        emulator.Time.Advance(TimeSpan.FromSeconds(1));
        foreach (var webhook in await emulator.Receiver.Next(2)) Check(webhook);
    }

    /// <summary>Edits and deletions exist on coexistence numbers only and are not in Meta's file; their shape is the fact sheet's (2.5, 2.8).</summary>
    [Fact]
    public async Task Webhook_OfAnEcho_HasTheFactSheetsShape()
    {
        await using var emulator = await RunningEmulator.Start();
        var id = emulator.World.WriteOnHandset(RunningEmulator.Patient, RunningEmulator.NumberId, PatientMessage.Text("já te ligo"));
        emulator.World.WriteOnHandset(RunningEmulator.Patient, RunningEmulator.NumberId, PatientMessage.Edit(id, "já já"));
        var echo = Echo(await emulator.Receiver.Next());
        (echo.GetProperty("id").GetString(), echo.GetProperty("to").GetString(), echo.GetProperty("text").GetProperty("body").GetString())
            .ShouldBe((id, RunningEmulator.Patient, "já te ligo"));
        echo.GetProperty("timestamp").ValueKind.ShouldBe(JsonValueKind.String);
        Echo(await emulator.Receiver.Next()).GetProperty("edit").GetProperty("original_message_id").GetString().ShouldBe(id);
        emulator.World.Chat(RunningEmulator.Patient, RunningEmulator.NumberId).Select(entry => entry.FromPatient).ShouldBe([false, false]);
    }

    [Fact]
    public async Task Webhook_OfAnotherNumberOrUserId_HasTheFactSheetsShape()
    {
        await using var emulator = await RunningEmulator.Start();
        var before = emulator.World.Phone(RunningEmulator.Patient);
        emulator.World.ChangeNumber(RunningEmulator.Patient, RunningEmulator.NumberId, "+55 11 91111-2222");
        var notice = (await emulator.Receiver.Next()).All("messages").Single();
        notice.GetProperty("from").GetString().ShouldBe(before.WaId);
        var system = notice.GetProperty("system");
        (system.GetProperty("type").GetString(), system.GetProperty("wa_id").GetString()).ShouldBe(("user_changed_number", emulator.World.Phone("5511911112222").WaId));

        emulator.World.ChangeUserId("5511911112222", RunningEmulator.NumberId, "BR.42");
        var update = (await emulator.Receiver.Next()).All("user_id_update").Single();
        update.GetProperty("user_id").GetProperty("current").GetString().ShouldBe("BR.42");
        update.GetProperty("user_id").GetProperty("previous").GetString().ShouldBe(system.GetProperty("user_id").GetString());
        emulator.World.Phone("BR.42").WaId.ShouldBe(emulator.World.Phone("5511911112222").WaId);
    }

    /// <summary>Account-level fields are not in Meta's file; their shape is the fact sheet's (2.7).</summary>
    [Fact]
    public async Task Webhook_OfATemplatesStatus_HasTheFactSheetsShape()
    {
        await using var emulator = await RunningEmulator.Start();
        await emulator.Post($"/v23.0/{RunningEmulator.AccountId}/message_templates", """{"name":"p","language":"pt_BR","category":"UTILITY","components":[{"type":"BODY","text":"x"}]}""");
        emulator.Time.Advance(TimeSpan.FromSeconds(1));
        var webhook = await emulator.Receiver.Next();
        webhook.Json.GetProperty("entry")[0].GetProperty("time").ValueKind.ShouldBe(JsonValueKind.Number);
        var value = webhook.Values().Single();
        value.GetProperty("message_template_id").ValueKind.ShouldBe(JsonValueKind.Number);
        foreach (var member in new[] { "event", "message_template_name", "message_template_language", "reason", "message_template_category" })
            value.GetProperty(member).ValueKind.ShouldBe(JsonValueKind.String, member);
    }

    private static JsonElement Echo(ReceivedWebhook webhook)
    {
        webhook.Json.GetProperty("entry")[0].GetProperty("changes")[0].GetProperty("field").GetString().ShouldBe("smb_message_echoes");
        return webhook.All("message_echoes").Single();
    }

    private static void Check(ReceivedWebhook webhook)
    {
        Errors(webhook.Json).ShouldBeEmpty(webhook.Text);
        webhook.Signature.ShouldBe(WebhookSignature.Of(RunningEmulator.Secret, webhook.Bytes));
    }

    private static IReadOnlyList<string> Errors(JsonElement payload) =>
        new JsonSchema(MetaFile.Corrected).Validate(JsonSerializer.Deserialize<JsonElement>(Payload), payload);
}
