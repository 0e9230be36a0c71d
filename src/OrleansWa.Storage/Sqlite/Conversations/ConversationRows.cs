using OrleansWa.Contracts.Conversations;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.Sqlite.Engine;
using OrleansWa.Storage.Webhooks;

namespace OrleansWa.Storage.Sqlite.Conversations;

/// <summary>Writes the rows of conversations inside a transaction of another feature.</summary>
internal static class ConversationRows
{
    private const string SelectLast = """
        SELECT last_event_seq, unsupported_at FROM conversations WHERE tenant_id = ?1 AND channel_id = ?2 AND contact_id = ?3
        """;

    private const string UpsertInbound = """
        INSERT INTO conversations (tenant_id, channel_id, contact_id, last_event_seq, unread, last_inbound_at, last_activity_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)
        ON CONFLICT DO UPDATE SET last_event_seq = excluded.last_event_seq, unread = unread + excluded.unread,
            last_inbound_at = max(coalesce(last_inbound_at, excluded.last_inbound_at), excluded.last_inbound_at),
            last_activity_at = max(last_activity_at, excluded.last_activity_at)
        """;

    // A fact that nobody wrote: it is numbered, and stands in no list's order.
    private const string UpsertSilent = """
        INSERT INTO conversations (tenant_id, channel_id, contact_id, last_event_seq, last_activity_at) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT DO UPDATE SET last_event_seq = excluded.last_event_seq
        """;

    private const string MarkPlaceholder = "UPDATE conversations SET unsupported_at = ?4 WHERE tenant_id = ?1 AND channel_id = ?2 AND contact_id = ?3";

    private const string UpsertActivity = """
        INSERT INTO conversations (tenant_id, channel_id, contact_id, last_activity_at) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT DO UPDATE SET last_activity_at = excluded.last_activity_at WHERE excluded.last_activity_at > last_activity_at
        """;

    private const string UpsertSummary = """
        INSERT INTO conversations (tenant_id, channel_id, contact_id, last_activity_at, bot_enabled, flow_id, flow_node_id)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        ON CONFLICT DO UPDATE SET bot_enabled = excluded.bot_enabled, flow_id = excluded.flow_id, flow_node_id = excluded.flow_node_id
        """;

    /// <summary>Sequence number of the last event of a conversation (0 when there is none), and when it last got a placeholder.</summary>
    public static (long Seq, DateTimeOffset? PlaceholderAt) Last(SqliteDb db, ConversationRef key) =>
        Bind(db, SelectLast, key).First(row => (row.Long(0), row.TimeOrNull(1)));

    /// <summary>An event of a conversation.</summary>
    /// <param name="db">The connection.</param>
    /// <param name="key">The conversation.</param>
    /// <param name="inbound">The event, with its number.</param>
    /// <param name="replaces">Whether it takes the place of a placeholder that was counted as unread.</param>
    public static void AddInbound(SqliteDb db, ConversationRef key, InboundEvent inbound, bool replaces)
    {
        var at = InboundRules.ActivityAt(inbound);
        if (InboundRules.IsOfPerson(inbound))
        {
            Bind(db, UpsertInbound, key).Bind(inbound.Seq).Bind(replaces ? 0L : 1L).Bind(at).Run();
            return;
        }

        Bind(db, UpsertSilent, key).Bind(inbound.Seq).Bind(at).Run();
        if (InboundRules.IsActivity(inbound))
        {
            AddActivity(db, key, at);
        }
    }

    /// <summary>Remembers that a placeholder came, whose real content may follow.</summary>
    public static void AddPlaceholder(SqliteDb db, ConversationRef key, DateTimeOffset at) => Bind(db, MarkPlaceholder, key).Bind(at).Run();

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
