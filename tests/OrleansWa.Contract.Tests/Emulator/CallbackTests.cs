using System.Net.Http.Headers;
using OrleansWa.CloudApiEmulator;
using OrleansWa.CloudApiEmulator.Webhooks;
using OrleansWa.Contract.Tests.Support;

namespace OrleansWa.Contract.Tests.Emulator;

/// <summary>Where webhooks go: the handshake, several apps, and number over account over app.</summary>
public sealed class CallbackTests
{
    [Fact]
    public async Task SetCallback_WhenTheChallengeIsEchoed_IsSaved()
    {
        await using var emulator = await RunningEmulator.Start();
        var app = emulator.World.Apps.Single().AppId;
        (await emulator.World.SetCallback(app, emulator.Receiver.Url("/new"), "segredo & mais")).ShouldBeNull();
        emulator.Receiver.Handshake!["hub.mode"].ToString().ShouldBe("subscribe");
        emulator.Receiver.Handshake["hub.verify_token"].ToString().ShouldBe("segredo & mais");
        emulator.World.WriteText(RunningEmulator.Patient, RunningEmulator.NumberId, "Oi");
        (await emulator.Receiver.Next()).Path.ShouldBe("/new");
    }

    [Fact]
    public async Task SetCallback_WhenTheEchoIsWrong_IsNotSaved()
    {
        await using var emulator = await RunningEmulator.Start();
        emulator.Receiver.Echo = challenge => $"\"{challenge}\"";
        var refused = await emulator.World.SetCallback(emulator.World.Apps.Single().AppId, emulator.Receiver.Url("/new"), "t");
        refused.ShouldNotBeNull().ShouldContain("2200");
        emulator.World.WriteText(RunningEmulator.Patient, RunningEmulator.NumberId, "Oi");
        (await emulator.Receiver.Next()).Path.ShouldBe("/hook");
    }

    [Fact]
    public async Task Subscriptions_ByTheAppsOwnToken_SetTheCallback()
    {
        await using var emulator = await RunningEmulator.Start();
        var app = emulator.World.Apps.Single().AppId;
        emulator.Http.DefaultRequestHeaders.Authorization = null;
        var query = $"object=whatsapp_business_account&callback_url={Uri.EscapeDataString(emulator.Receiver.Url("/sub"))}&verify_token=t&fields=messages";
        (await emulator.Post($"/v23.0/{app}/subscriptions?{query}&access_token={app}|{RunningEmulator.Secret}", "")).Ok.ShouldBeTrue();
        emulator.World.Apps.Single().CallbackUrl.ShouldBe(emulator.Receiver.Url("/sub"));
    }

    [Fact]
    public async Task Apps_EachGetTheirOwnCopyWithTheirOwnSignature()
    {
        await using var emulator = await RunningEmulator.Start();
        emulator.World.AddApp(new EmulatedApp { AppId = "77", AppSecret = "other secret", CallbackUrl = emulator.Receiver.Url("/other") });
        emulator.World.AddNumber(new EmulatedNumber { PhoneNumberId = "2", DisplayPhoneNumber = "551150000000", BusinessAccountId = RunningEmulator.AccountId, AccessToken = "t2", AppId = "77" });
        emulator.World.WriteText(RunningEmulator.Patient, RunningEmulator.NumberId, "Oi");
        var copies = (await emulator.Receiver.Next(2)).OrderBy(w => w.Path, StringComparer.Ordinal).ToList();
        copies.Select(w => w.Path).ShouldBe(["/hook", "/other"]);
        copies[0].Signature.ShouldBe(WebhookSignature.Of(RunningEmulator.Secret, copies[0].Bytes));
        copies[1].Signature.ShouldBe(WebhookSignature.Of("other secret", copies[1].Bytes));
    }

    [Fact]
    public async Task Overrides_OfNumberAndAccount_WinInThatOrderForMessagesOnly()
    {
        await using var emulator = await RunningEmulator.Start();
        await Override(emulator, $"/v23.0/{RunningEmulator.AccountId}/subscribed_apps", Body(emulator, "/waba"));
        (await PathOfNext(emulator)).ShouldBe("/waba");
        await Override(emulator, $"/v23.0/{RunningEmulator.NumberId}", $$"""{"webhook_configuration":{{Body(emulator, "/number")}} }""");
        (await PathOfNext(emulator)).ShouldBe("/number");
        var configuration = (await emulator.Get($"/v23.0/{RunningEmulator.NumberId}?fields=webhook_configuration")).Json.GetProperty("webhook_configuration");
        configuration.GetProperty("phone_number").GetString().ShouldBe(emulator.Receiver.Url("/number"));
        configuration.GetProperty("whatsapp_business_account").GetString().ShouldBe(emulator.Receiver.Url("/waba"));
        emulator.World.SetMarketing(RunningEmulator.Patient, RunningEmulator.NumberId, stopped: true);
        (await emulator.Receiver.Next()).Path.ShouldBe("/hook");
        await Override(emulator, $"/v23.0/{RunningEmulator.NumberId}", """{"webhook_configuration":{"override_callback_uri":""}}""");
        await Override(emulator, $"/v23.0/{RunningEmulator.AccountId}/subscribed_apps", "");
        (await PathOfNext(emulator)).ShouldBe("/hook");
    }

    [Fact]
    public async Task Override_WhenTheHandshakeFails_IsRefused()
    {
        await using var emulator = await RunningEmulator.Start();
        emulator.Receiver.Echo = _ => "no";
        (await emulator.Post($"/v23.0/{RunningEmulator.AccountId}/subscribed_apps", Body(emulator, "/waba"))).ShouldFail(400, 2200);
    }

    [Fact]
    public async Task Unsubscribe_StopsTheWebhooks()
    {
        await using var emulator = await RunningEmulator.Start();
        (await emulator.Delete($"/v23.0/{RunningEmulator.AccountId}/subscribed_apps")).Ok.ShouldBeTrue();
        emulator.World.WriteText(RunningEmulator.Patient, RunningEmulator.NumberId, "lost");
        (await emulator.Post($"/v23.0/{RunningEmulator.AccountId}/subscribed_apps", "")).Ok.ShouldBeTrue();
        emulator.World.WriteText(RunningEmulator.Patient, RunningEmulator.NumberId, "heard");
        (await emulator.Receiver.Next()).Text.ShouldContain("heard");
    }

    [Fact]
    public async Task Subscriptions_WithAnotherAppsToken_AreRefused()
    {
        await using var emulator = await RunningEmulator.Start();
        emulator.World.AddApp(new EmulatedApp { AppId = "77", AppSecret = "s" });
        emulator.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "77|s");
        (await emulator.Post($"/v23.0/{emulator.World.Apps.First(a => a.AppId != "77").AppId}/subscriptions", "{}")).ShouldFail(403, 200);
        (await emulator.SendText()).ShouldFail(403, 200);
    }

    private static string Body(RunningEmulator emulator, string path) =>
        $$"""{"override_callback_uri":"{{emulator.Receiver.Url(path)}}","verify_token":"t"}""";

    private static async Task Override(RunningEmulator emulator, string path, string body) => (await emulator.Post(path, body)).Ok.ShouldBeTrue();

    private static async Task<string> PathOfNext(RunningEmulator emulator)
    {
        emulator.World.WriteText(RunningEmulator.Patient, RunningEmulator.NumberId, "Oi");
        return (await emulator.Receiver.Next()).Path;
    }
}
