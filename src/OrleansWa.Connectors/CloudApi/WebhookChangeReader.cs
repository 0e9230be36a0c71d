using System.Text.Json;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Webhooks;

namespace OrleansWa.Connectors.CloudApi;

/// <summary>Reads what a reaction, an edit or a deletion does to another message (reference 2.5).</summary>
internal static class WebhookChangeReader
{
    /// <summary>The change; null when the type is another, or the content does not say which message it changes, or into what.</summary>
    public static WebhookMessageChange? Read(string type, JsonElement content) => type switch
    {
        "reaction" when content.NonEmptyText("message_id"u8) is { } target =>
            new(MessageChangeKind.Reaction, target, content.NonEmptyText("emoji"u8)),
        "edit" when content.NonEmptyText("original_message_id"u8) is { } target && content.Member("message"u8) is { ValueKind: JsonValueKind.Object } message =>
            new(MessageChangeKind.Edit, target, message.GetRawText()),
        "revoke" when content.NonEmptyText("original_message_id"u8) is { } target =>
            new(MessageChangeKind.Deletion, target, null),
        _ => null,
    };
}
