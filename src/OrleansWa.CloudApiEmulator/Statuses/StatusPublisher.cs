using System.Globalization;
using System.Text.Json;
using OrleansWa.CloudApiEmulator.Clock;
using OrleansWa.CloudApiEmulator.Graph;
using OrleansWa.CloudApiEmulator.Webhooks;

namespace OrleansWa.CloudApiEmulator.Statuses;

/// <summary>Writes status webhooks (fact sheet 2.6).</summary>
internal sealed class StatusPublisher(EmulatorOptions options, EmulatorClock clock, WebhookPublisher publisher)
{
    private readonly bool _conversations = MajorVersion(options.WebhookVersion) < 24;

    public void Advance(Sending sending, string status)
    {
        sending.Message.Status = status;
        Publish(sending, status, null);
    }

    public void Fail(Sending sending, GraphError error)
    {
        sending.Message.Status = "failed";
        sending.Message.ErrorCode = error.Code;
        Publish(sending, "failed", error);
    }

    private void Publish(Sending sending, string status, GraphError? error) => publisher.Publish(new WebhookEvent
    {
        AccountId = sending.Number.Account.Id,
        Field = "messages",
        Kind = WebhookEventKind.Status,
        Number = sending.Number,
        Element = WebhookElement.Of(w => Write(w, sending, status, error)),
        Contact = error is null && sending.Phone.ShowsUserId ? sending.Phone.Contact : null,
    });

    private void Write(Utf8JsonWriter w, Sending sending, string status, GraphError? error)
    {
        w.WriteStartObject();
        w.WriteString("id", sending.Message.Id);
        w.WriteString("status", status);
        w.WriteString("timestamp", clock.UnixSeconds().ToString(CultureInfo.InvariantCulture));
        if (!sending.Phone.HidePhone) w.WriteString("recipient_id", sending.Phone.WaId);
        if (sending.Phone.ShowsUserId) w.WriteString("recipient_user_id", sending.Phone.UserId);
        if (sending.Message.CallbackData is { } data) w.WriteString("biz_opaque_callback_data", data);
        if (error is not null) WriteErrors(w, error);
        else if (status != "read") WriteBilling(w, sending, status);
        w.WriteEndObject();
    }

    /// <summary>In <c>sent</c> and in one of <c>delivered</c> and <c>read</c>.</summary>
    private void WriteBilling(Utf8JsonWriter w, Sending sending, string status)
    {
        if (_conversations) WriteConversation(w, sending, status);
        var pricing = Pricing.Of(sending.Message.Category, sending.InWindow, clock.GetUtcNow());
        w.WriteStartObject("pricing");
        w.WriteBoolean("billable", pricing.Billable);
        w.WriteString("pricing_model", pricing.Model);
        w.WriteString("category", pricing.Category);
        w.WriteString("type", pricing.Type);
        w.WriteEndObject();
    }

    private void WriteConversation(Utf8JsonWriter w, Sending sending, string status)
    {
        w.WriteStartObject("conversation");
        // A fresh id per message, as webhook versions up to 23 give.
        w.WriteString("id", sending.Message.Id[^24..]);
        if (status == "sent") w.WriteString("expiration_timestamp", (clock.UnixSeconds() + 86_400).ToString(CultureInfo.InvariantCulture));
        w.WriteStartObject("origin");
        w.WriteString("type", sending.Message.Category);
        w.WriteEndObject();
        w.WriteEndObject();
    }

    private static void WriteErrors(Utf8JsonWriter w, GraphError error)
    {
        w.WriteStartArray("errors");
        w.WriteStartObject();
        w.WriteNumber("code", error.Code);
        w.WriteString("title", error.Title);
        w.WriteString("message", error.Title);
        w.WriteStartObject("error_data");
        w.WriteString("details", error.Details ?? error.Title);
        w.WriteEndObject();
        w.WriteString("href", "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/");
        w.WriteEndObject();
        w.WriteEndArray();
    }

    private static int MajorVersion(string version) =>
        int.TryParse(version.AsSpan(1, Math.Max(0, version.IndexOf('.', StringComparison.Ordinal) - 1)), CultureInfo.InvariantCulture, out var major) ? major : 24;
}
