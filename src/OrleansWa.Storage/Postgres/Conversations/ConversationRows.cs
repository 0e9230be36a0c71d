using OrleansWa.Contracts.Conversations;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.Postgres.Engine;

namespace OrleansWa.Storage.Postgres.Conversations;

/// <summary>
/// Writes the rows of conversations inside transactions of other features. Each of these statements locks its rows until the commit, in the order
/// of their keys: whoever numbers something of a conversation does so after, which makes the order of numbers the order of commits in every silo.
/// </summary>
internal static class ConversationRows
{
    private const string InsertMissing = """
        INSERT INTO conversations (tenant_id, channel_id, contact_id, last_activity_at)
        SELECT tenant_id, channel_id, contact_id, at FROM unnest($1, $2, $3, $4) WITH ORDINALITY AS u (tenant_id, channel_id, contact_id, at, i)
        ORDER BY i ON CONFLICT DO NOTHING
        """;

    internal const string Lock = """
        SELECT v.tenant_id, v.channel_id, v.contact_id, v.last_event_seq, v.unsupported_at FROM unnest($1, $2, $3) AS u (tenant_id, channel_id, contact_id)
        JOIN conversations v ON v.tenant_id = u.tenant_id AND v.channel_id = u.channel_id AND v.contact_id = u.contact_id
        ORDER BY v.tenant_id, v.channel_id, v.contact_id FOR NO KEY UPDATE OF v
        """;

    internal const string UpdateInbound = """
        UPDATE conversations v SET last_event_seq = u.seq, unread = v.unread + u.unread, last_inbound_at = greatest(v.last_inbound_at, u.inbound_at),
            last_activity_at = greatest(v.last_activity_at, u.activity_at), unsupported_at = greatest(v.unsupported_at, u.unsupported_at)
        FROM unnest($1, $2, $3, $4, $5, $6, $7, $8) AS u (tenant_id, channel_id, contact_id, seq, unread, inbound_at, activity_at, unsupported_at)
        WHERE v.tenant_id = u.tenant_id AND v.channel_id = u.channel_id AND v.contact_id = u.contact_id
        """;

    private const string UpsertActivity = """
        INSERT INTO conversations AS v (tenant_id, channel_id, contact_id, last_activity_at)
        SELECT tenant_id, channel_id, contact_id, at FROM unnest($1, $2, $3, $4) WITH ORDINALITY AS u (tenant_id, channel_id, contact_id, at, i) ORDER BY i
        ON CONFLICT (tenant_id, channel_id, contact_id) DO UPDATE SET last_activity_at = greatest(v.last_activity_at, excluded.last_activity_at)
        """;

    private const string UpsertSummary = """
        INSERT INTO conversations (tenant_id, channel_id, contact_id, last_activity_at, bot_enabled, flow_id, flow_node_id)
        SELECT tenant_id, channel_id, contact_id, $7, bot_enabled, flow_id, flow_node_id
        FROM unnest($1, $2, $3, $4, $5, $6) WITH ORDINALITY AS u (tenant_id, channel_id, contact_id, bot_enabled, flow_id, flow_node_id, i) ORDER BY i
        ON CONFLICT (tenant_id, channel_id, contact_id)
        DO UPDATE SET bot_enabled = excluded.bot_enabled, flow_id = excluded.flow_id, flow_node_id = excluded.flow_node_id
        """;

    /// <summary>The order in which rows are locked.</summary>
    public static readonly Comparer<ConversationRef> Order = Comparer<ConversationRef>.Create(static (one, other) =>
    {
        var byTenant = string.CompareOrdinal(one.TenantId, other.TenantId);
        var byChannel = byTenant != 0 ? byTenant : string.CompareOrdinal(one.ChannelId, other.ChannelId);
        return byChannel != 0 ? byChannel : string.CompareOrdinal(one.ContactId, other.ContactId);
    });

    /// <summary>Creates what is missing and locks all; the result is read by <see cref="ReadLocked"/>.</summary>
    public static void AddLock(PgBatch batch, SortedDictionary<ConversationRef, DateTimeOffset> conversations)
    {
        Keys(batch.Add(InsertMissing), conversations.Keys).Times(conversations, v => v.Value);
        Keys(batch.Add(Lock), conversations.Keys);
    }

    /// <summary>Number of the last event of each conversation, and when it last got a placeholder.</summary>
    public static async Task<Dictionary<ConversationRef, (long Seq, DateTimeOffset? PlaceholderAt)>> ReadLocked(PgResults results)
    {
        var rows = await results.Next(row => (Key: new ConversationRef(row.Text(0), row.Text(1), row.Text(2)), Last: (row.Long(3), row.TimeOrNull(4))));
        return rows.ToDictionary(row => row.Key, row => row.Last);
    }

    public static void AddInbound(PgBatch batch, SortedDictionary<ConversationRef, InboundActivity> news) => Keys(batch.Add(UpdateInbound), news.Keys)
        .Longs(news, n => n.Value.LastSeq).Ints(news, n => n.Value.Unread).TimesOrNull(news, n => n.Value.InboundAt)
        .TimesOrNull(news, n => n.Value.ActivityAt).TimesOrNull(news, n => n.Value.PlaceholderAt);

    /// <summary>Messages of ours: a conversation that we begin appears in lists, too.</summary>
    public static void AddActivity(PgBatch batch, SortedDictionary<ConversationRef, DateTimeOffset> news)
    {
        if (news.Count > 0)
        {
            Keys(batch.Add(UpsertActivity), news.Keys).Times(news, n => n.Value);
        }
    }

    public static void AddSummaries(PgBatch batch, SortedDictionary<ConversationRef, ConversationSummary> news, DateTimeOffset now)
    {
        if (news.Count > 0)
        {
            Keys(batch.Add(UpsertSummary), news.Keys)
                .Bools(news, n => n.Value.BotEnabled).Texts(news, n => n.Value.FlowId).Texts(news, n => n.Value.FlowNodeId).Time(now);
        }
    }

    private static PgCommand Keys(PgCommand command, IReadOnlyCollection<ConversationRef> keys) =>
        command.Texts(keys, k => k.TenantId).Texts(keys, k => k.ChannelId).Texts(keys, k => k.ContactId);
}
