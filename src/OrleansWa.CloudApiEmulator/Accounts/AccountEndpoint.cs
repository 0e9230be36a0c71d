using System.Text.Json;
using OrleansWa.CloudApiEmulator.Graph;
using OrleansWa.CloudApiEmulator.Messages;
using OrleansWa.CloudApiEmulator.Webhooks;

namespace OrleansWa.CloudApiEmulator.Accounts;

/// <summary>Calls on an account (WABA): read it, list its numbers, subscribe apps to its webhooks.</summary>
internal sealed class AccountEndpoint(AccountDirectory directory, NumberEndpoint numbers, Handshake handshake, TraceIds traces)
{
    private const int OverrideUrlMax = 200;

    public async ValueTask<GraphResponse> Handle(GraphCall call, BusinessAccount account) => (call.Method, call.Edge) switch
    {
        ("GET", "") => Read(call, account),
        ("GET", "phone_numbers") => ListNumbers(call, account),
        ("GET", "subscribed_apps") => ListApps(account),
        ("POST", "subscribed_apps") => await Subscribe(call, account),
        ("DELETE", "subscribed_apps") => Unsubscribe(call, account),
        _ => Fail(GraphErrors.UnknownPath(call.Method)),
    };

    private static GraphResponse Read(GraphCall call, BusinessAccount account)
    {
        var fields = new NodeFields(call.Query("fields"), "name", "timezone_id", "message_template_namespace");
        return GraphResponse.Json(w =>
        {
            w.WriteStartObject();
            w.WriteString("id", account.Id);
            // The OpenAPI description requires the name in every answer.
            w.WriteString("name", $"Emulated account {account.Id}");
            fields.String(w, "timezone_id", "25");
            fields.String(w, "message_template_namespace", "ba30dd89_2ebd_41e4_b805_f2c05ae04cc9");
            fields.String(w, "account_review_status", "APPROVED");
            fields.String(w, "business_verification_status", "VERIFIED");
            fields.String(w, "country", "BR");
            fields.String(w, "currency", "BRL");
            fields.String(w, "ownership_type", "SELF_OWNED");
            fields.String(w, "status", "ACTIVE");
            w.WriteEndObject();
        });
    }

    private GraphResponse ListNumbers(GraphCall call, BusinessAccount account)
    {
        var fields = new NodeFields(call.Query("fields"), "display_phone_number", "verified_name", "quality_rating", "status", "code_verification_status");
        var page = Page.Of(directory.NumbersOf(account).ToList(), call);
        return GraphResponse.Json(w => page.Write(w, number => numbers.Write(w, number, fields, call.Token.AppId)));
    }

    private GraphResponse ListApps(BusinessAccount account) => GraphResponse.Json(w =>
    {
        w.WriteStartObject();
        w.WriteStartArray("data");
        foreach (var subscription in account.Subscriptions) WriteApp(w, subscription);
        w.WriteEndArray();
        w.WriteEndObject();
    });

    private void WriteApp(Utf8JsonWriter w, Subscription subscription)
    {
        w.WriteStartObject();
        w.WriteStartObject("whatsapp_business_api_data");
        w.WriteString("id", subscription.AppId);
        w.WriteString("name", directory.App(subscription.AppId)?.Name ?? "");
        w.WriteString("link", $"https://www.facebook.com/games/?app_id={subscription.AppId}");
        w.WriteEndObject();
        if (subscription.OverrideUrl is { } url) w.WriteString("override_callback_uri", url);
        w.WriteEndObject();
    }

    private async Task<GraphResponse> Subscribe(GraphCall call, BusinessAccount account)
    {
        var body = call.Json()?.RootElement;
        var url = body?.Text("override_callback_uri");
        if (!string.IsNullOrEmpty(url))
        {
            if (url.Length > OverrideUrlMax) return Fail(GraphErrors.Invalid("override_callback_uri must be at most 200 characters long."));
            if (await handshake.Try(url, body?.Text("verify_token") ?? "") is { } refused) return Fail(refused);
        }

        account.Subscribe(new Subscription(call.Token.AppId, string.IsNullOrEmpty(url) ? null : url));
        return GraphResponse.Success;
    }

    private static GraphResponse Unsubscribe(GraphCall call, BusinessAccount account)
    {
        account.Unsubscribe(call.Token.AppId);
        return GraphResponse.Success;
    }

    private GraphResponse Fail(GraphError error) => GraphResponse.Failed(error, traces.Next());
}
