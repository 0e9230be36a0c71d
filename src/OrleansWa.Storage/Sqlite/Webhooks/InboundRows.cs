using OrleansWa.Contracts;
using OrleansWa.Contracts.Conversations;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.Sqlite.Contacts;
using OrleansWa.Storage.Sqlite.Conversations;
using OrleansWa.Storage.Sqlite.Engine;
using OrleansWa.Storage.Sqlite.Messages;

namespace OrleansWa.Storage.Sqlite.Webhooks;

/// <summary>Stores one incoming message: its event, its history row, its contact and its conversation.</summary>
internal sealed class InboundRows(MessageRows messages, ContactRows contacts)
{
    /// <summary>The new event, or null when it was seen before; then nothing is changed.</summary>
    public StoredEvent? Add(SqliteDb db, RoutedMessage routed, DateTimeOffset receivedAt, string? traceId)
    {
        var (tenant, channel, message) = (routed.TenantId, routed.ChannelId, routed.Message);
        var messageId = DerivedId.From("msg_", tenant, channel, EventId(message));
        if (MessageRows.IsKnown(db, tenant, messageId))
        {
            return null;
        }

        var contact = contacts.Resolve(db, tenant, message.Sender, receivedAt);
        var key = new ConversationRef(tenant, channel, contact.Id);
        var previous = ConversationRows.LastEventSeq(db, key);
        return Store(db, key, Event(message, contact, messageId, receivedAt, traceId) with { PreviousSeq = previous }, message);
    }

    /// <summary>The event of a message. The real content that follows an unsupported one under the same WhatsApp id is an event of its own.</summary>
    private static string EventId(WebhookMessage message) => (message.Unsupported ? "u:" : "m:") + message.WhatsAppId;

    private static InboundEvent Event(
        WebhookMessage message, ContactRow contact, string messageId, DateTimeOffset receivedAt, string? traceId) => new()
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

    private static MessageRow Row(ConversationRef key, InboundEvent inbound, WebhookMessage message) => new()
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

    private StoredEvent Store(SqliteDb db, ConversationRef key, InboundEvent inbound, WebhookMessage message)
    {
        var stored = new StoredEvent(key.TenantId, key.ChannelId, key.ContactId, inbound);
        var seq = InboxRows.Add(db, stored);
        messages.AddIncoming(db, Row(key, inbound, message), message.Text, message.ChoiceId);

        // A sender's clock that runs ahead must not keep a conversation on top of the list.
        var at = inbound.Timestamp < inbound.ReceivedAt ? inbound.Timestamp : inbound.ReceivedAt;
        ConversationRows.AddInbound(db, key, seq, at);
        return stored with { Event = inbound with { Seq = seq } };
    }
}
