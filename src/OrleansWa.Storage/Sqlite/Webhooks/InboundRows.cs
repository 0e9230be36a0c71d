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
internal sealed class InboundRows(MessageRows messages, MessageChangeRows changes, ContactRows contacts)
{
    private const string SelectSent = "SELECT 1 FROM messages WHERE tenant_id = ?1 AND channel_id = ?2 AND wamid = ?3 AND outbound = 1 LIMIT 1";

    private const string Supersede = "UPDATE messages SET status = 13 WHERE tenant_id = ?1 AND id = ?2 AND +status = 12";

    /// <summary>The new event, or null when it was seen before; then nothing is changed.</summary>
    public StoredEvent? Add(SqliteDb db, RoutedMessage routed, DateTimeOffset receivedAt, string? traceId)
    {
        var (tenant, channel, message) = (routed.TenantId, routed.ChannelId, routed.Message);
        var messageId = DerivedId.From("msg_", tenant, channel, InboundRules.EventId(message));
        if (MessageRows.IsKnown(db, tenant, messageId) || IsTold(db, routed))
        {
            return null;
        }

        var contact = contacts.Resolve(db, tenant, message.Sender, receivedAt);
        var key = new ConversationRef(tenant, channel, contact.Id);
        var (lastSeq, placeholderAt) = ConversationRows.Last(db, key);
        var inbound = InboundRules.Event(message, contact, messageId, receivedAt, traceId) with { PreviousSeq = lastSeq };
        return Store(db, key, inbound, message, InboundRules.MayReplace(message, placeholderAt, receivedAt) && Replace(db, routed));
    }

    // Only the rare kinds ask: a placeholder after its real content, and an echo of what we sent ourselves.
    private static bool IsTold(SqliteDb db, RoutedMessage routed) => routed.Message switch
    {
        { FromHandset: true } echo => db.Query(SelectSent).Bind(routed.TenantId).Bind(routed.ChannelId).Bind(echo.WhatsAppId).First(_ => true),
        { Unsupported: true } => MessageRows.IsKnown(db, routed.TenantId, Counterpart(routed)),
        _ => false,
    };

    private static bool Replace(SqliteDb db, RoutedMessage routed) => db.Query(Supersede).Bind(routed.TenantId).Bind(Counterpart(routed)).Run() > 0;

    private static string Counterpart(RoutedMessage routed) =>
        DerivedId.From("msg_", routed.TenantId, routed.ChannelId, InboundRules.CounterpartId(routed.Message)!);

    private StoredEvent Store(SqliteDb db, ConversationRef key, InboundEvent inbound, WebhookMessage message, bool replaces)
    {
        var stored = new StoredEvent(key.TenantId, key.ChannelId, key.ContactId, inbound);
        stored = stored with { Event = inbound with { Seq = InboxRows.Add(db, stored) } };
        messages.AddIncoming(db, InboundRules.Row(key, inbound, message), message.Text, message.ChoiceId);
        ConversationRows.AddInbound(db, key, stored.Event, replaces);
        if (message.Unsupported)
        {
            ConversationRows.AddPlaceholder(db, key, inbound.ReceivedAt);
        }

        if (InboundRules.Change(message, key.ContactId, inbound.ReceivedAt) is { } change)
        {
            changes.Save(db, key.TenantId, key.ChannelId, change);
        }

        return stored;
    }
}
