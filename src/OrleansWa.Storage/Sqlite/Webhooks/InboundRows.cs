using OrleansWa.Contracts;
using OrleansWa.Contracts.Conversations;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.Sqlite.Contacts;
using OrleansWa.Storage.Sqlite.Conversations;
using OrleansWa.Storage.Sqlite.Engine;
using OrleansWa.Storage.Sqlite.Messages;
using OrleansWa.Storage.Webhooks;

namespace OrleansWa.Storage.Sqlite.Webhooks;

/// <summary>Stores one incoming message: its event, its history row, its contact and its conversation.</summary>
internal sealed class InboundRows(MessageRows messages, ContactRows contacts)
{
    /// <summary>The new event, or null when it was seen before; then nothing is changed.</summary>
    public StoredEvent? Add(SqliteDb db, RoutedMessage routed, DateTimeOffset receivedAt, string? traceId)
    {
        var (tenant, channel, message) = (routed.TenantId, routed.ChannelId, routed.Message);
        var messageId = DerivedId.From("msg_", tenant, channel, InboundRules.EventId(message));
        if (MessageRows.IsKnown(db, tenant, messageId))
        {
            return null;
        }

        var contact = contacts.Resolve(db, tenant, message.Sender, receivedAt);
        var key = new ConversationRef(tenant, channel, contact.Id);
        var inbound = InboundRules.Event(message, contact, messageId, receivedAt, traceId) with { PreviousSeq = ConversationRows.LastEventSeq(db, key) };
        return Store(db, key, inbound, message);
    }

    private StoredEvent Store(SqliteDb db, ConversationRef key, InboundEvent inbound, WebhookMessage message)
    {
        var stored = new StoredEvent(key.TenantId, key.ChannelId, key.ContactId, inbound);
        var seq = InboxRows.Add(db, stored);
        messages.AddIncoming(db, InboundRules.Row(key, inbound, message), message.Text, message.ChoiceId);
        ConversationRows.AddInbound(db, key, seq, InboundRules.ActivityAt(inbound));
        return stored with { Event = inbound with { Seq = seq } };
    }
}
