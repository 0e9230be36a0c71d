using System.Text.Json.Nodes;
using OrleansWa.Contracts.Conversations;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.Contacts;

namespace OrleansWa.Storage.Webhooks;

/// <summary>What rows the elements of a webhook become; pure.</summary>
internal static class InboundRules
{
    /// <summary>The event of a message. The real content that follows an unsupported one under the same WhatsApp id is an event of its own.</summary>
    public static string EventId(WebhookMessage message) => (message.Unsupported ? "u:" : "m:") + message.WhatsAppId;

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
        Silent = message.Unsupported || message.Type == "system",
        TraceId = traceId,
    };

    /// <summary>The row of history.</summary>
    public static MessageRow Row(ConversationRef key, InboundEvent inbound, WebhookMessage message) => new()
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
