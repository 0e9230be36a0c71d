using OrleansWa.Contracts.Contacts;
using OrleansWa.Storage.Postgres.Conversations;
using OrleansWa.Storage.Postgres.Engine;

namespace OrleansWa.Storage.Postgres.Contacts;

/// <summary>Moves what belongs to a conversation to that of another contact on the same channel.</summary>
internal static class MovedConversationRows
{
    // Both rows, in the order of their keys, as everybody locks them: a message that is numbered meanwhile waits, or is seen.
    private const string LockRows = """
        SELECT 1 FROM conversations WHERE tenant_id = $1 AND channel_id = $2 AND contact_id IN ($3, $4) ORDER BY contact_id FOR UPDATE
        """;

    internal const string SelectUnhandled = "SELECT 1 FROM inbox WHERE tenant_id = $1 AND channel_id = $2 AND contact_id = $3 AND NOT handled LIMIT 1";

    internal const string SelectSeqs = "SELECT seq FROM messages WHERE tenant_id = $1 AND channel_id = $2 AND contact_id = $3 ORDER BY seq LIMIT $4 FOR NO KEY UPDATE";

    private const string MoveMessages = "UPDATE messages SET contact_id = $2 WHERE seq = ANY ($1)";

    // Of two changes of one kind, by the two that are one now, the newer one stays.
    private const string MoveChanges = """
        INSERT INTO message_changes AS x (tenant_id, channel_id, wamid, kind, author, at, change_wamid, content_codec, content)
        SELECT c.tenant_id, c.channel_id, c.wamid, c.kind, $5, c.at, c.change_wamid, c.content_codec, c.content FROM message_changes c
        WHERE c.tenant_id = $1 AND c.channel_id = $2 AND c.wamid IN (SELECT m.wamid FROM messages m WHERE m.seq = ANY ($3)) AND c.author = $4
        ON CONFLICT (tenant_id, channel_id, wamid, kind, author) DO UPDATE SET at = excluded.at, change_wamid = excluded.change_wamid,
            content_codec = excluded.content_codec, content = excluded.content WHERE excluded.at > x.at
        """;

    private const string DeleteChanges = """
        DELETE FROM message_changes WHERE tenant_id = $1 AND channel_id = $2 AND wamid IN (SELECT m.wamid FROM messages m WHERE m.seq = ANY ($3)) AND author = $4
        """;

    private const string MoveEvents = """
        UPDATE inbox SET contact_id = $4 WHERE seq IN (SELECT d.event_seq FROM incoming_dead_letters d
            WHERE d.scope = $1 AND d.channel_id = $2 AND d.contact_id = $3 AND d.ended_at IS NULL)
        """;

    private const string MoveDeadLetters =
        "UPDATE incoming_dead_letters SET contact_id = $4 WHERE scope = $1 AND channel_id = $2 AND contact_id = $3 AND ended_at IS NULL";

    private const string MoveRow = """
        INSERT INTO conversations AS v (tenant_id, channel_id, contact_id, last_event_seq, unread, last_inbound_at, last_activity_at, bot_enabled, flow_id, flow_node_id, unsupported_at)
        SELECT tenant_id, channel_id, $4, last_event_seq, unread, last_inbound_at, last_activity_at, bot_enabled, flow_id, flow_node_id, unsupported_at
        FROM conversations WHERE tenant_id = $1 AND channel_id = $2 AND contact_id = $3
        ON CONFLICT (tenant_id, channel_id, contact_id) DO UPDATE SET last_event_seq = greatest(v.last_event_seq, excluded.last_event_seq),
            unread = v.unread + excluded.unread, last_inbound_at = greatest(v.last_inbound_at, excluded.last_inbound_at),
            last_activity_at = greatest(v.last_activity_at, excluded.last_activity_at), unsupported_at = greatest(v.unsupported_at, excluded.unsupported_at)
        """;

    private const string DeleteRow = "DELETE FROM conversations WHERE tenant_id = $1 AND channel_id = $2 AND contact_id = $3";

    internal const string SelectChannels = TenantChannels.With + """
        SELECT v.channel_id FROM channels CROSS JOIN LATERAL (
            SELECT x.channel_id FROM conversations x WHERE x.tenant_id = $1 AND x.channel_id = channels.id AND x.contact_id = $2 LIMIT 1) v
        """;

    /// <summary>Channels on which the contact that ends has a conversation.</summary>
    public static Task<List<string>> Channels(PgSession session, ContactMerge merge) =>
        session.All(SelectChannels, select => select.Text(merge.TenantId).Text(merge.FromId), row => row.Text(0));

    /// <summary>Merges of a tenant go one after the other, whichever silo does them.</summary>
    public static async Task Lock(PgSession session, string tenantId)
    {
        await using var batch = session.Batch();
        PgLocks.AddTo(batch, [PgLocks.Key("merge", PgText.Clean(tenantId))]);
        await batch.Query(async results =>
        {
            await PgLocks.Taken(results);
            return true;
        });
    }

    /// <summary>Moves some messages; true when nothing is left. What nobody has handled is left to its own conversation first.</summary>
    public static async Task<bool> Move(PgSession session, ContactMerge merge, string channelId, int limit)
    {
        await Lock(session, merge.TenantId);
        await session.Count(LockRows, select => Bind(select, merge, channelId).Text(merge.IntoId));
        if (await session.Count(SelectUnhandled, select => Bind(select, merge, channelId)) > 0)
        {
            return false;
        }

        var seqs = await session.All(SelectSeqs, select => Bind(select, merge, channelId).Int(limit), row => row.Long(0));
        await using var batch = session.Batch();
        batch.Add(MoveChanges).Text(merge.TenantId).Text(channelId).Longs(seqs, seq => seq).Text(merge.FromId).Text(merge.IntoId);
        batch.Add(DeleteChanges).Text(merge.TenantId).Text(channelId).Longs(seqs, seq => seq).Text(merge.FromId);
        batch.Add(MoveMessages).Longs(seqs, seq => seq).Text(merge.IntoId);
        if (seqs.Count < limit)
        {
            Bind(batch.Add(MoveEvents), merge, channelId).Text(merge.IntoId);
            Bind(batch.Add(MoveDeadLetters), merge, channelId).Text(merge.IntoId);
            Bind(batch.Add(MoveRow), merge, channelId).Text(merge.IntoId);
            Bind(batch.Add(DeleteRow), merge, channelId);
        }

        await batch.Run();
        return seqs.Count < limit;
    }

    private static PgCommand Bind(PgCommand command, ContactMerge merge, string channelId) =>
        command.Text(merge.TenantId).Text(channelId).Text(merge.FromId);
}
