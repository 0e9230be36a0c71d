using System.Text.Json;
using OrleansWa.CloudApiEmulator.Clock;
using OrleansWa.CloudApiEmulator.Graph;
using OrleansWa.CloudApiEmulator.Messages;
using OrleansWa.CloudApiEmulator.Webhooks;

namespace OrleansWa.CloudApiEmulator.Accounts;

/// <summary>Calls on a business number other than sending: read, settings, registration.</summary>
internal sealed class NumberEndpoint(AccountDirectory directory, Handshake handshake, EmulatorClock clock, TraceIds traces)
{
    private const string VerificationCode = "123456";

    public async ValueTask<GraphResponse> Handle(GraphCall call, BusinessNumber number) => (call.Method, call.Edge) switch
    {
        ("GET", "") => Read(call, number),
        ("POST", "") => await Update(call, number),
        ("POST", "register") => Register(call, number),
        ("POST", "deregister") => Answer(number.Registration.Deregister(clock.GetUtcNow())),
        ("POST", "request_code") => RequestCode(call, number),
        ("POST", "verify_code") => VerifyCode(call, number),
        _ => Fail(GraphErrors.UnknownPath(call.Method)),
    };

    /// <summary>Writes a number as the members that were asked for.</summary>
    public void Write(Utf8JsonWriter w, BusinessNumber number, NodeFields fields, string appId)
    {
        w.WriteStartObject();
        fields.String(w, "verified_name", number.VerifiedName);
        fields.String(w, "display_phone_number", number.Display);
        fields.String(w, "quality_rating", "GREEN");
        fields.String(w, "code_verification_status", number.CodeVerified ? "VERIFIED" : "UNVERIFIED");
        fields.String(w, "name_status", "APPROVED");
        fields.String(w, "status", number.Registration.Connected ? "CONNECTED" : "DISCONNECTED");
        fields.String(w, "platform_type", number.Registration.Connected ? "CLOUD_API" : "NOT_APPLICABLE");
        fields.String(w, "account_mode", "LIVE");
        fields.String(w, "messaging_limit_tier", "TIER_100K");
        fields.String(w, "whatsapp_business_manager_messaging_limit", "TIER_100K");
        fields.Flag(w, "is_official_business_account", false);
        fields.Flag(w, "is_on_biz_app", false);
        fields.Flag(w, "is_pin_enabled", number.Registration.HasPin);
        WriteObjects(w, number, fields, appId);
        w.WriteString("id", number.Id);
        w.WriteEndObject();
    }

    private void WriteObjects(Utf8JsonWriter w, BusinessNumber number, NodeFields fields, string appId)
    {
        if (fields.Wants("throughput"))
        {
            w.WriteStartObject("throughput");
            w.WriteString("level", "STANDARD");
            w.WriteEndObject();
        }

        if (fields.Wants("webhook_configuration")) WriteWebhooks(w, number, appId);
        if (fields.Wants("health_status")) HealthStatus.Write(w, number, appId);
    }

    private void WriteWebhooks(Utf8JsonWriter w, BusinessNumber number, string appId)
    {
        w.WriteStartObject("webhook_configuration");
        if (number.OverrideFor(appId) is { } own) w.WriteString("phone_number", own);
        if (number.Account.Subscriptions.FirstOrDefault(s => s.AppId == appId)?.OverrideUrl is { } accounts) w.WriteString("whatsapp_business_account", accounts);
        if (directory.App(appId)?.CallbackUrl is { } app) w.WriteString("application", app);
        w.WriteEndObject();
    }

    private GraphResponse Read(GraphCall call, BusinessNumber number)
    {
        var fields = new NodeFields(call.Query("fields"), "display_phone_number", "verified_name", "quality_rating");
        return GraphResponse.Json(w => Write(w, number, fields, call.Token.AppId));
    }

    private async Task<GraphResponse> Update(GraphCall call, BusinessNumber number)
    {
        if (call.Json() is not { } body) return Fail(GraphErrors.Invalid("The body is not a JSON object."));
        if (body.RootElement.Text("pin") is { } pin)
        {
            if (!IsPin(pin)) return Fail(GraphErrors.Invalid("PIN must be exactly 6 digits"));
            number.Registration.ChangePin(pin);
        }

        return body.RootElement.TryGetProperty("webhook_configuration", out var webhooks)
            ? await OverrideWebhooks(call, number, webhooks)
            : GraphResponse.Success;
    }

    private async Task<GraphResponse> OverrideWebhooks(GraphCall call, BusinessNumber number, JsonElement webhooks)
    {
        var url = webhooks.Text("override_callback_uri");
        if (!string.IsNullOrEmpty(url) && await handshake.Try(url, webhooks.Text("verify_token") ?? "") is { } refused)
            return Fail(refused);
        number.Override(call.Token.AppId, url);
        return GraphResponse.Success;
    }

    private GraphResponse Register(GraphCall call, BusinessNumber number)
    {
        var pin = call.Json()?.RootElement.Text("pin");
        if (pin is null) return Fail(GraphErrors.Missing("pin"));
        if (!IsPin(pin)) return Fail(GraphErrors.Invalid("PIN must be exactly 6 digits"));
        return number.CodeVerified ? Answer(number.Registration.Register(pin, clock.GetUtcNow())) : Fail(GraphErrors.Of(133006));
    }

    private GraphResponse RequestCode(GraphCall call, BusinessNumber number)
    {
        if (call.Json()?.RootElement.Text("code_method") is not ("SMS" or "VOICE")) return Fail(GraphErrors.Invalid("code_method must be SMS or VOICE"));
        number.Registration.PendingCode = VerificationCode;
        number.CodeVerified = false;
        return GraphResponse.Success;
    }

    private GraphResponse VerifyCode(GraphCall call, BusinessNumber number)
    {
        var expected = number.Registration.PendingCode ?? VerificationCode;
        if (call.Json()?.RootElement.Text("code") != expected) return Fail(GraphErrors.Invalid("Invalid verification code"));
        number.CodeVerified = true;
        return GraphResponse.Success;
    }

    private static bool IsPin(string pin) => pin.Length == 6 && pin.All(char.IsAsciiDigit);

    private GraphResponse Answer(GraphError? error) => error is null ? GraphResponse.Success : Fail(error);

    private GraphResponse Fail(GraphError error) => GraphResponse.Failed(error, traces.Next());
}
