using System.Text.Json;
using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Webhooks;

namespace OrleansWa.Connectors.CloudApi;

/// <summary>Reads one element of <c>messages[]</c> (reference 2.5).</summary>
internal static class WebhookMessageReader
{
    /// <summary>
    /// The message; null when it cannot be used and is only to be kept: no id, no number it was sent to, nobody who wrote it, or written in a
    /// group (an answer would go to the writer alone).
    /// </summary>
    public static WebhookMessage? Read(JsonElement element, WebhookChange change) => Read(element, change, WebhookSender.Read(element, change));

    /// <summary>One element of <c>message_echoes[]</c>: what staff wrote on the handset to the person in <c>to</c> (reference 2.8).</summary>
    public static WebhookMessage? ReadEcho(JsonElement element, WebhookChange change) =>
        Read(element, change, WebhookSender.ReadRecipient(element, change)) is { } echo ? echo with { FromHandset = true } : null;

    private static WebhookMessage? Read(JsonElement element, WebhookChange change, ContactIdentity? person)
    {
        if (change.AccountId is null
            || element.NonEmptyText("id"u8) is not { } id
            || element.NonEmptyText("group_id"u8) is not null
            || person is not { } sender)
        {
            return null;
        }

        var type = element.NonEmptyText("type"u8) ?? "unknown";
        var content = ContentOf(element, type);
        return new WebhookMessage
        {
            AccountId = change.AccountId,
            WhatsAppId = id,
            Type = type,
            Sender = sender,
            Timestamp = WebhookTime.Read(element),
            Text = TextOf(type, content),
            ChoiceId = ChoiceOf(type, content),
            Json = element.GetRawText(),
            Unsupported = IsUnsupported(element, type, content),
            Change = WebhookChangeReader.Read(type, content),
        };
    }

    private static JsonElement ContentOf(JsonElement element, string type) =>
        element.TryGetProperty(type, out var content) ? content : default;

    // An edit's new text and a system notice are not what the person says now, so rules do not see them.
    private static string? TextOf(string type, JsonElement content) => type switch
    {
        "text" => content.Text("body"u8),
        "image" or "video" or "audio" or "document" => content.Text("caption"u8),
        "button" or "order" => content.Text("text"u8),
        "interactive" => ReplyOf(content).Text("title"u8),
        _ => null,
    };

    private static string? ChoiceOf(string type, JsonElement content) => type switch
    {
        "button" => content.Text("payload"u8),
        "interactive" => ReplyOf(content).Text("id"u8),
        _ => null,
    };

    private static JsonElement ReplyOf(JsonElement interactive)
    {
        var button = interactive.Member("button_reply"u8);
        return button.ValueKind == JsonValueKind.Object ? button : interactive.Member("list_reply"u8);
    }

    // "unknown" is what older payloads say for "unsupported"; 131060 and 131052 come as errors in place of content.
    private static bool IsUnsupported(JsonElement element, string type, JsonElement content) =>
        type is "unsupported" or "unknown"
        || (content.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null && element.Items("errors"u8).MoveNext());
}
