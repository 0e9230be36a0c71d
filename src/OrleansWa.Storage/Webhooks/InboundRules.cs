using System.Text.Json.Nodes;
using OrleansWa.Contracts.Conversations;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.Contacts;

namespace OrleansWa.Storage.Webhooks;

/// <summary>What rows the elements of a webhook become; pure.</summary>
internal static class InboundRules
{
    /// <summary>How long the real content of a placeholder is expected: WhatsApp repeats webhooks no longer.</summary>
    public static readonly TimeSpan PlaceholderLife = TimeSpan.FromDays(7);

    /// <summary>
    /// The event of a message. The real content that follows an unsupported one under the same WhatsApp id is an event of its own, and so is an echo of
    /// the handset.
    /// </summary>
    public static string EventId(WebhookMessage message) =>
        (message.FromHandset ? "e:" : message.Unsupported ? "u:" : "m:") + message.WhatsAppId;

    /// <summary>The event of the other one of a placeholder and its real content; null for an echo, which has none.</summary>
    public static string? CounterpartId(WebhookMessage message) =>
        message.FromHandset ? null : (message.Unsupported ? "m:" : "u:") + message.WhatsAppId;

    /// <summary>Whether a message may be the real content of a placeholder that its conversation got.</summary>
    public static bool MayReplace(WebhookMessage message, DateTimeOffset? placeholderAt, DateTimeOffset receivedAt) =>
        placeholderAt is { } at && receivedAt - at < PlaceholderLife && !message.Unsupported && !message.FromHandset;

    /// <summary>Whether a person wrote: it opens the window and counts as unread.</summary>
    public static bool IsOfPerson(InboundEvent inbound) => InboundEventRules.IsMessageOfPerson(inbound.Type, inbound.FromHandset);

    /// <summary>Whether either side wrote: it moves the conversation to the top of its list.</summary>
    public static bool IsActivity(InboundEvent inbound) => IsOfPerson(inbound) || InboundEventRules.IsMessageOfStaff(inbound.Type, inbound.FromHandset);

    /// <summary>What it does to another message, as it is stored; null when it does nothing to any.</summary>
    public static StoredChange? Change(WebhookMessage message, string contactId, DateTimeOffset receivedAt) => message.Change is not { } change
        ? null
        : new StoredChange(
            change.Kind,
            change.TargetWhatsAppId,
            message.FromHandset ? MessageChangeRules.Business : contactId,
            message.Timestamp ?? receivedAt,
            change.Value,
            message.WhatsAppId);

    /// <summary>A sender's clock that runs ahead must not keep a conversation on top of the list.</summary>
    public static DateTimeOffset ActivityAt(InboundEvent inbound) => inbound.Timestamp < inbound.ReceivedAt ? inbound.Timestamp : inbound.ReceivedAt;

    /// <summary>The event as its conversation sees it; its numbers are set by the store.</summary>
    public static InboundEvent Event(WebhookMessage message, ContactRow contact, string messageId, DateTimeOffset receivedAt, string? traceId) => new()
    {
        MessageId = messageId,
        Type = message.Type,
        Text = message.Text,
        ChoiceId = message.ChoiceId,
        ContactName = contact.Name,
        Phone = contact.Digits,
        Timestamp = message.Timestamp ?? receivedAt,
        ReceivedAt = receivedAt,
        Silent = InboundEventRules.IsSilent(message.Type, message.FromHandset, message.Unsupported),
        TraceId = traceId,
        FromHandset = message.FromHandset,
    };

    /// <summary>The row of history. What staff wrote on the handset is a message of ours that WhatsApp has taken.</summary>
    public static MessageRow Row(ConversationRef key, InboundEvent inbound, WebhookMessage message) => message.FromHandset
        ? Incoming(key, inbound, message) with
        {
            Outbound = true,
            Status = MessageStatus.Sent,
            Lane = Lane.Reply,
            Origin = MessageOrigins.Handset,
            SentAt = inbound.Timestamp,
        }
        : Incoming(key, inbound, message);

    private static MessageRow Incoming(ConversationRef key, InboundEvent inbound, WebhookMessage message) => new()
    {
        Id = inbound.MessageId,
        TenantId = key.TenantId,
        ChannelId = key.ChannelId,
        ContactId = key.ContactId,
        Content = new MessageContent(message.Type, message.Json),
        Status = MessageStatus.Received,
        DueAt = inbound.ReceivedAt,
        CreatedAt = inbound.ReceivedAt,
        WhatsAppId = message.WhatsAppId,
        WhatsAppTimestamp = message.Timestamp,
        TraceId = inbound.TraceId,
    };

    /// <summary>A message without a sender. Refusing it would refuse the whole webhook call for ever; dropping it would lose it.</summary>
    public static KeptEvent KeptNameless(RoutedMessage message) =>
        Kept(message.TenantId, message.ChannelId, "message_without_sender", message.Message.AccountId, message.Message.Json);

    /// <summary>A status of a word that we do not know.</summary>
    public static KeptEvent KeptUnknown(RoutedStatus routed)
    {
        var status = routed.Status;
        var json = new JsonObject
        {
            ["id"] = status.WhatsAppId,
            ["biz_opaque_callback_data"] = status.MessageId,
            ["timestamp"] = status.Timestamp?.ToUnixTimeSeconds(),
        };
        return Kept(routed.TenantId, routed.ChannelId, "status_unknown", status.AccountId, json.ToJsonString());
    }

    private static KeptEvent Kept(string tenantId, string channelId, string field, string accountId, string json) =>
        new(tenantId, tenantId, channelId, field, accountId, json);
}
