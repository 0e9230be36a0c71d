using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.Sqlite.Engine;

namespace OrleansWa.Storage.Sqlite.Webhooks;

/// <summary>Rows of <c>inbox</c>: which events came, in which order, and whether they are handled.</summary>
internal static class InboxRows
{
    private const string SelectKnown = "SELECT 1 FROM inbox WHERE tenant_id = ?1 AND channel_id = ?2 AND event_id = ?3";

    private const string Insert = """
        INSERT INTO inbox (tenant_id, channel_id, contact_id, event_id, message_id, previous_seq, received_at, silent)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        """;

    public static bool IsKnown(SqliteDb db, string tenantId, string channelId, string eventId)
    {
        using var row = db.Query(SelectKnown).Bind(tenantId).Bind(channelId).Bind(eventId);
        return row.Step();
    }

    /// <summary>Adds an event; returns its sequence number.</summary>
    public static long Add(SqliteDb db, StoredEvent stored, string eventId)
    {
        var inbound = stored.Event;
        db.Query(Insert).Bind(stored.TenantId).Bind(stored.ChannelId).Bind(stored.ContactId).Bind(eventId).Bind(inbound.MessageId)
            .Bind(inbound.PreviousSeq).Bind(inbound.ReceivedAt).Bind(inbound.Silent).Run();
        return db.LastInsertRowId;
    }
}
