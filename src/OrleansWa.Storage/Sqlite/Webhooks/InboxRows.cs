using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.Sqlite.Engine;

namespace OrleansWa.Storage.Sqlite.Webhooks;

/// <summary>Rows of <c>inbox</c>: which events came, in which order, and whether they are handled.</summary>
internal static class InboxRows
{
    private const string Insert = """
        INSERT INTO inbox (tenant_id, channel_id, contact_id, message_id, previous_seq, received_at, silent) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """;

    /// <summary>Adds an event; returns its sequence number.</summary>
    public static long Add(SqliteDb db, StoredEvent stored)
    {
        var inbound = stored.Event;
        db.Query(Insert).Bind(stored.TenantId).Bind(stored.ChannelId).Bind(stored.ContactId).Bind(inbound.MessageId)
            .Bind(inbound.PreviousSeq).Bind(inbound.ReceivedAt).Bind(inbound.Silent).Run();
        return db.LastInsertRowId;
    }
}
