using System.Text.Json;
using OrleansWa.CloudApiEmulator;
using OrleansWa.Contract.Tests.Support;

namespace OrleansWa.Contract.Tests.Emulator;

/// <summary>Patients' phones: ninth digit, hidden numbers, taps, scripts, media, marketing.</summary>
public sealed class PhoneTests
{
    private const string Buttons =
        """{"messaging_product":"whatsapp","to":"5511987654321","type":"interactive","interactive":{"type":"button","body":{"text":"Confirma?"},"action":{"buttons":[{"type":"reply","reply":{"id":"sim","title":"Sim"}},{"type":"reply","reply":{"id":"nao","title":"Não"}}]}}}""";

    [Theory]
    [InlineData("+55 31 98765-4321", "553187654321")]
    [InlineData("553187654321", "553187654321")]
    [InlineData("+5511987654321", "5511987654321")]
    [InlineData("+553133334444", "553133334444")]
    [InlineData("+16505551234", "16505551234")]
    public async Task Send_WhenNinthDigitsAreDropped_EchoesTheResolvedId(string to, string waId)
    {
        await using var emulator = await RunningEmulator.Start(o => o.BrazilNinthDigitDropShare = 1);
        var contact = (await emulator.SendText(to)).Json.GetProperty("contacts")[0];
        (contact.GetProperty("input").GetString(), contact.GetProperty("wa_id").GetString()).ShouldBe((to, waId));
    }

    [Fact]
    public async Task Write_FromAPhoneWithoutNinthDigit_OpensTheWindowForBothForms()
    {
        await using var emulator = await RunningEmulator.Start(o => o.Faults = new Faults { Window = WindowRule.Sync });
        emulator.World.SetPhone("5531987654321", new PhoneSettings { DropsNinthDigit = true });
        emulator.World.WriteText("5531987654321", RunningEmulator.NumberId, "Oi");
        var webhook = await emulator.Receiver.Next();
        webhook.All("messages").Single().GetProperty("from").GetString().ShouldBe("553187654321");
        webhook.All("contacts").Single().GetProperty("wa_id").GetString().ShouldBe("553187654321");
        (await emulator.SendText("+5531987654321")).Ok.ShouldBeTrue();
        (await emulator.SendText("553187654321")).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task Phone_WhenHidden_IsKnownByItsUserIdOnly()
    {
        await using var emulator = await RunningEmulator.Start();
        var phone = emulator.World.SetPhone(RunningEmulator.Patient, new PhoneSettings { HidePhone = true, UserId = "BR.1502576394655843", ProfileName = "Ana" });
        emulator.World.WriteText(RunningEmulator.Patient, RunningEmulator.NumberId, "Oi");
        var webhook = await emulator.Receiver.Next();
        webhook.Text.ShouldNotContain(RunningEmulator.Patient);
        webhook.All("messages").Single().GetProperty("from_user_id").GetString().ShouldBe(phone.UserId);
        var answer = await emulator.Send($$$"""{"messaging_product":"whatsapp","recipient":"{{{phone.UserId}}}","type":"text","text":{"body":"Oi Ana"}}""");
        answer.Json.GetProperty("contacts")[0].GetProperty("user_id").GetString().ShouldBe(phone.UserId);
        var status = await emulator.NextStatus();
        status.TryGetProperty("recipient_id", out _).ShouldBeFalse();
        status.GetProperty("recipient_user_id").GetString().ShouldBe(phone.UserId);
    }

    [Fact]
    public async Task Tap_OnAButton_BecomesAReplyWithContext()
    {
        await using var emulator = await RunningEmulator.Start();
        await emulator.OpenWindow();
        var sent = await emulator.Send(Buttons);
        await emulator.NextStatus();
        await emulator.NextStatus();
        emulator.World.Chat(RunningEmulator.Patient, RunningEmulator.NumberId)[^1].Options.Select(o => o.Title).ShouldBe(["Sim", "Não"]);
        emulator.World.Write(RunningEmulator.Patient, RunningEmulator.NumberId, PatientMessage.Tap("Não"));
        var reply = (await emulator.Receiver.Next()).All("messages").Single();
        reply.GetProperty("interactive").GetProperty("button_reply").GetProperty("id").GetString().ShouldBe("nao");
        reply.GetProperty("context").GetProperty("id").GetString().ShouldBe(sent.MessageId);
        Should.Throw<ArgumentException>(() => emulator.World.Write(RunningEmulator.Patient, RunningEmulator.NumberId, PatientMessage.Tap("Talvez")));
    }

    [Fact]
    public async Task Tap_OnATemplatesQuickReply_ReturnsTheGivenPayload()
    {
        await using var emulator = await RunningEmulator.Start();
        emulator.World.AddTemplate(RunningEmulator.AccountId, Json("""
            {"name":"lembrete","language":"pt_BR","category":"UTILITY","components":[{"type":"BODY","text":"Olá {{1}}, até amanhã."},
             {"type":"BUTTONS","buttons":[{"type":"QUICK_REPLY","text":"Confirmar"},{"type":"QUICK_REPLY","text":"Remarcar"}]}]}
            """));
        await emulator.Send("""
            {"messaging_product":"whatsapp","to":"5511987654321","type":"template","template":{"name":"lembrete","language":{"code":"pt_BR"},"components":[
              {"type":"body","parameters":[{"type":"text","text":"Ana"}]},
              {"type":"button","sub_type":"quick_reply","index":"1","parameters":[{"type":"payload","payload":"REMARCAR-7"}]}]}}
            """);
        await emulator.NextStatus();
        await emulator.NextStatus();
        emulator.World.Chat(RunningEmulator.Patient, RunningEmulator.NumberId)[^1].Text.ShouldBe("Olá Ana, até amanhã.");
        emulator.World.Write(RunningEmulator.Patient, RunningEmulator.NumberId, PatientMessage.Tap("Remarcar"));
        var button = (await emulator.Receiver.Next()).All("messages").Single().GetProperty("button");
        (button.GetProperty("payload").GetString(), button.GetProperty("text").GetString()).ShouldBe(("REMARCAR-7", "Remarcar"));
    }

    [Fact]
    public async Task Script_AnswersByRuleThenInOrder()
    {
        await using var emulator = await RunningEmulator.Start(o => o.StatusDelayMin = o.StatusDelayMax = TimeSpan.Zero);
        await emulator.OpenWindow();
        emulator.World.SetPhone(RunningEmulator.Patient, new PhoneSettings
        {
            ReadReceipts = false,
            Script = new AnswerScript { Rules = [new AnswerRule("confirma\\?", PatientMessage.Tap("sim"))], Answers = [PatientMessage.Text("um"), PatientMessage.Text("dois")], DelayMilliseconds = 1_000 },
        });
        (await AnswerTo(emulator, "Bom dia")).GetProperty("text").GetProperty("body").GetString().ShouldBe("um");
        (await AnswerTo(emulator, "Tudo bem?")).GetProperty("text").GetProperty("body").GetString().ShouldBe("dois");
        await emulator.Send(Buttons);
        (await Answer(emulator)).GetProperty("interactive").GetProperty("type").GetString().ShouldBe("button_reply");
        await emulator.SendText(body: "Mais?");
        await emulator.Receiver.Next(2);
        emulator.World.Counts.Scheduled.ShouldBe(0);
    }

    [Fact]
    public async Task SetPhone_OverHttpWithABadPattern_IsRefused()
    {
        await using var emulator = await RunningEmulator.Start();
        using var content = new StringContent("""{"script":{"rules":[{"pattern":"(","reply":{"type":"text"}}]}}""");
        (await emulator.Http.PutAsync("/_emu/phones/5511987654321", content)).StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Write_AnImage_StoresAFileThatTheBusinessCanDownload()
    {
        await using var emulator = await RunningEmulator.Start();
        emulator.World.Write(RunningEmulator.Patient, RunningEmulator.NumberId, PatientMessage.Media("image", "image/jpeg", [1, 2, 3], "veja"));
        var image = (await emulator.Receiver.Next()).All("messages").Single().GetProperty("image");
        image.GetProperty("caption").GetString().ShouldBe("veja");
        image.GetProperty("sha256").GetString().ShouldBe(Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData([1, 2, 3])));
        (await emulator.Http.GetByteArrayAsync(image.GetProperty("url").GetString())).ShouldBe([1, 2, 3]);
        (await emulator.Get($"/v23.0/{image.GetProperty("id").GetString()}")).Json.GetProperty("mime_type").GetString().ShouldBe("image/jpeg");
    }

    [Fact]
    public async Task MarkAsRead_OfAWrittenMessage_ShowsInTheChat()
    {
        await using var emulator = await RunningEmulator.Start();
        var id = emulator.World.WriteText(RunningEmulator.Patient, RunningEmulator.NumberId, "Oi");
        (await emulator.Send($$$"""{"messaging_product":"whatsapp","status":"read","message_id":"{{{id}}}","typing_indicator":{"type":"text"}}""")).Json.GetProperty("success").GetBoolean().ShouldBeTrue();
        emulator.World.Chat(RunningEmulator.Patient, RunningEmulator.NumberId).Single().Status.ShouldBe("read");
        (await emulator.Send("""{"messaging_product":"whatsapp","status":"read","message_id":"wamid.unknown"}""")).ShouldFail(400, 100);
    }

    [Fact]
    public async Task Control_OverHttp_WritesOnTheHandsetAndChangesThePatient()
    {
        await using var emulator = await RunningEmulator.Start();
        foreach (var (path, body) in new[]
        {
            ("handset", """{"type":"text","text":{"body":"ok"}}"""),
            ("messages", """{"type":"text","unavailableFirst":true,"text":{"body":"oi"}}"""),
            ("messages", """{"type":"revoke","revoke":{"original_message_id":"wamid.X"}}"""),
            ("user-id", """{"userId":"BR.42"}"""),
            ("number", """{"number":"5511911112222"}"""),
        })
        {
            using var content = new StringContent(body.Insert(1, $"\"phoneNumberId\":\"{RunningEmulator.NumberId}\","));
            (await emulator.Http.PostAsync($"/_emu/phones/{RunningEmulator.Patient}/{path}", content)).EnsureSuccessStatusCode();
        }

        emulator.Time.Advance(TimeSpan.FromSeconds(1));
        var webhooks = await emulator.Receiver.Next(6);
        webhooks.SelectMany(webhook => webhook.All("messages")).Select(message => message.GetProperty("type").GetString())
            .ShouldBe(["unsupported", "revoke", "system", "text"], ignoreOrder: true);
        using var nothing = new StringContent($$"""{"phoneNumberId":"{{RunningEmulator.NumberId}}"}""");
        (await emulator.Http.PostAsync("/_emu/phones/5511911112222/number", nothing)).StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Write_OfAChangeOnly_OpensNoWindow()
    {
        await using var emulator = await RunningEmulator.Start();
        emulator.World.Write(RunningEmulator.Patient, RunningEmulator.NumberId, PatientMessage.NoReaction("wamid.X"));
        emulator.World.Write(RunningEmulator.Patient, RunningEmulator.NumberId, PatientMessage.Revoke("wamid.X"));
        emulator.World.WriteOnHandset(RunningEmulator.Patient, RunningEmulator.NumberId, PatientMessage.Text("oi"));
        await emulator.Receiver.Next(3);
        await emulator.SendText();
        (await emulator.NextStatus()).GetProperty("errors")[0].GetProperty("code").GetInt32().ShouldBe(131047);
    }

    [Fact]
    public async Task Marketing_WhenStopped_FailsLaterWith131050()
    {
        await using var emulator = await RunningEmulator.Start();
        emulator.World.AddTemplate(RunningEmulator.AccountId, Json("""{"name":"promo","language":"pt_BR","category":"MARKETING","components":[{"type":"BODY","text":"Oferta"}]}"""));
        emulator.World.SetMarketing(RunningEmulator.Patient, RunningEmulator.NumberId, stopped: true);
        var preference = (await emulator.Receiver.Next()).All("user_preferences").Single();
        preference.GetProperty("value").GetString().ShouldBe("stop");
        await emulator.Send("""{"messaging_product":"whatsapp","to":"5511987654321","type":"template","template":{"name":"promo","language":{"code":"pt_BR"}}}""");
        (await emulator.NextStatus()).GetProperty("errors")[0].GetProperty("code").GetInt32().ShouldBe(131050);
    }

    private static async Task<JsonElement> AnswerTo(RunningEmulator emulator, string text)
    {
        await emulator.SendText(body: text);
        return await Answer(emulator);
    }

    /// <summary>Takes the statuses sent and delivered, then the patient's answer.</summary>
    private static async Task<JsonElement> Answer(RunningEmulator emulator)
    {
        await emulator.Receiver.Next(2);
        emulator.Time.Advance(TimeSpan.FromSeconds(1));
        return (await emulator.Receiver.Next()).All("messages").Single();
    }

    private static JsonElement Json(string json) => JsonSerializer.Deserialize<JsonElement>(json);
}
