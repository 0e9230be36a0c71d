using OrleansWa.Contracts.Contacts;
using OrleansWa.Storage.Sqlite.Engine;

namespace OrleansWa.Storage.Sqlite.Contacts;

/// <summary>Moves what belongs to a conversation to that of another contact on the same channel.</summary>
internal static class MovedConversationRows
{
    internal const string SelectSeqs = """
        SELECT seq FROM messages INDEXED BY messages_history WHERE tenant_id = ?1 AND channel_id = ?2 AND contact_id = ?3 ORDER BY seq LIMIT ?4
        """;

    private const string MoveMessage = "UPDATE messages SET contact_id = ?2 WHERE seq = ?1";

    // Of two changes of one kind, by the two that are one now, the newer one stays.
    private const string MoveChanges = """
        INSERT INTO message_changes (tenant_id, channel_id, wamid, kind, author, at, change_wamid, content_codec, content)
        SELECT c.tenant_id, c.channel_id, c.wamid, c.kind, ?5, c.at, c.change_wamid, c.content_codec, c.content FROM message_changes c
        WHERE c.tenant_id = ?1 AND c.channel_id = ?2 AND c.wamid = (SELECT wamid FROM messages WHERE seq = ?3) AND c.author = ?4
        ON CONFLICT DO UPDATE SET at = excluded.at, change_wamid = excluded.change_wamid, content_codec = excluded.content_codec, content = excluded.content
        WHERE excluded.at > at
        """;

    private const string DeleteChanges = """
        DELETE FROM message_changes WHERE tenant_id = ?1 AND channel_id = ?2 AND wamid = (SELECT wamid FROM messages WHERE seq = ?3) AND author = ?4
        """;

    private const string MoveEvents = """
        UPDATE inbox SET contact_id = ?4 WHERE seq IN (SELECT d.event_seq FROM incoming_dead_letters d
            WHERE d.scope = ?1 AND d.channel_id = ?2 AND d.contact_id = ?3 AND d.ended_at IS NULL)
        """;

    private const string MoveDeadLetters =
        "UPDATE incoming_dead_letters SET contact_id = ?4 WHERE scope = ?1 AND channel_id = ?2 AND contact_id = ?3 AND ended_at IS NULL";

    private const string MoveRow = """
        INSERT INTO conversations (tenant_id, channel_id, contact_id, last_event_seq, unread, last_inbound_at, last_activity_at, bot_enabled, flow_id, flow_node_id, unsupported_at)
        SELECT tenant_id, channel_id, ?4, last_event_seq, unread, last_inbound_at, last_activity_at, bot_enabled, flow_id, flow_node_id, unsupported_at
        FROM conversations WHERE tenant_id = ?1 AND channel_id = ?2 AND contact_id = ?3
        ON CONFLICT DO UPDATE SET last_event_seq = max(last_event_seq, excluded.last_event_seq), unread = unread + excluded.unread,
            last_inbound_at = max(coalesce(last_inbound_at, excluded.last_inbound_at), coalesce(excluded.last_inbound_at, last_inbound_at)),
            last_activity_at = max(last_activity_at, excluded.last_activity_at),
            unsupported_at = max(coalesce(unsupported_at, excluded.unsupported_at), coalesce(excluded.unsupported_at, unsupported_at))
        """;

    private const string DeleteRow = "DELETE FROM conversations WHERE tenant_id = ?1 AND channel_id = ?2 AND contact_id = ?3";

    private const string SelectUnhandled = """
        SELECT 1 FROM inbox INDEXED BY inbox_unhandled WHERE tenant_id = ?1 AND channel_id = ?2 AND contact_id = ?3 AND handled = 0 LIMIT 1
        """;

    private const string SelectChannel = "SELECT channel_id FROM conversations WHERE tenant_id = ?1 AND channel_id = ?2 AND contact_id = ?3";

    /// <summary>Whether the contact has a conversation on a channel.</summary>
    public static bool Exists(SqliteDb db, string tenantId, string channelId, string contactId) =>
        db.Query(SelectChannel).Bind(tenantId).Bind(channelId).Bind(contactId).First(_ => true);

    /// <summary>Moves some messages; true when nothing is left. What nobody has handled is left to its own conversation first.</summary>
    public static bool Move(SqliteDb db, ContactMerge merge, string channelId, int limit)
    {
        if (Bind(db, SelectUnhandled, merge, channelId).First(_ => true))
        {
            return false;
        }

        var seqs = Bind(db, SelectSeqs, merge, channelId).Bind(limit).All(row => row.Long(0));
        foreach (var seq in seqs)
        {
            db.Query(MoveChanges).Bind(merge.TenantId).Bind(channelId).Bind(seq).Bind(merge.FromId).Bind(merge.IntoId).Run();
            db.Query(DeleteChanges).Bind(merge.TenantId).Bind(channelId).Bind(seq).Bind(merge.FromId).Run();
            db.Query(MoveMessage).Bind(seq).Bind(merge.IntoId).Run();
        }

        if (seqs.Count == limit)
        {
            return false;
        }

        Bind(db, MoveEvents, merge, channelId).Bind(merge.IntoId).Run();
        Bind(db, MoveDeadLetters, merge, channelId).Bind(merge.IntoId).Run();
        Bind(db, MoveRow, merge, channelId).Bind(merge.IntoId).Run();
        Bind(db, DeleteRow, merge, channelId).Run();
        return true;
    }

    private static SqliteStatement Bind(SqliteDb db, string sql, ContactMerge merge, string channelId) =>
        db.Query(sql).Bind(merge.TenantId).Bind(channelId).Bind(merge.FromId);
}
