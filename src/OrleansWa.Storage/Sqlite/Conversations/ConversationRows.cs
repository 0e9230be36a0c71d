using OrleansWa.Contracts.Conversations;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.Sqlite.Engine;

namespace OrleansWa.Storage.Sqlite.Conversations;

/// <summary>Writes the rows of conversations inside a transaction of another feature.</summary>
internal static class ConversationRows
{
    private const string SelectLastEvent = "SELECT last_event_seq FROM conversations WHERE tenant_id = ?1 AND channel_id = ?2 AND contact_id = ?3";

    private const string UpsertInbound = """
        INSERT INTO conversations (tenant_id, channel_id, contact_id, last_event_seq, unread, last_inbound_at, last_activity_at)
        VALUES (?1, ?2, ?3, ?4, 1, ?5, ?5)
        ON CONFLICT DO UPDATE SET last_event_seq = excluded.last_event_seq, unread = unread + 1,
            last_inbound_at = max(coalesce(last_inbound_at, excluded.last_inbound_at), excluded.last_inbound_at),
            last_activity_at = max(last_activity_at, excluded.last_activity_at)
        """;

    private const string UpsertActivity = """
        INSERT INTO conversations (tenant_id, channel_id, contact_id, last_activity_at) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT DO UPDATE SET last_activity_at = excluded.last_activity_at WHERE excluded.last_activity_at > last_activity_at
        """;

    private const string UpsertSummary = """
        INSERT INTO conversations (tenant_id, channel_id, contact_id, last_activity_at, bot_enabled, flow_id, flow_node_id)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        ON CONFLICT DO UPDATE SET bot_enabled = excluded.bot_enabled, flow_id = excluded.flow_id, flow_node_id = excluded.flow_node_id
        """;

    /// <summary>Sequence number of the last event of a conversation; 0 when there is none.</summary>
    public static long LastEventSeq(SqliteDb db, ConversationRef key) => Bind(db, SelectLastEvent, key).First(row => row.Long(0));

    public static void AddInbound(SqliteDb db, ConversationRef key, long eventSeq, DateTimeOffset at) =>
        Bind(db, UpsertInbound, key).Bind(eventSeq).Bind(at).Run();

    /// <summary>A message of ours: a conversation that we begin appears in lists, too.</summary>
    public static void AddActivity(SqliteDb db, ConversationRef key, DateTimeOffset at) => Bind(db, UpsertActivity, key).Bind(at).Run();

    /// <param name="db">The connection.</param>
    /// <param name="key">The conversation.</param>
    /// <param name="summary">What lists show.</param>
    /// <param name="now">Its last activity when it had no row yet.</param>
    public static void SetSummary(SqliteDb db, ConversationRef key, ConversationSummary summary, DateTimeOffset now) =>
        Bind(db, UpsertSummary, key).Bind(now).Bind(summary.BotEnabled).Bind(summary.FlowId).Bind(summary.FlowNodeId).Run();

    private static SqliteStatement Bind(SqliteDb db, string sql, ConversationRef key) =>
        db.Query(sql).Bind(key.TenantId).Bind(key.ChannelId).Bind(key.ContactId);
}
