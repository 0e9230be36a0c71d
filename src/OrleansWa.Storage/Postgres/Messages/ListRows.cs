using OrleansWa.Contracts;
using OrleansWa.Contracts.Messages;
using OrleansWa.Storage.Messages;
using OrleansWa.Storage.Postgres.Conversations;
using OrleansWa.Storage.Postgres.Engine;

namespace OrleansWa.Storage.Postgres.Messages;

/// <summary>The list of a tenant's messages: a seek for each channel, and the rows that may be wanted.</summary>
internal static class ListRows
{
    // The channels are found one after the other by the index; the last step finds none.
    internal const string SelectChannels = TenantChannels.With + """
        SELECT id FROM channels WHERE id <> ''
        """;

    internal const string SelectNewest = """
        SELECT u.i, m.created_at, m.seq, m.status FROM unnest($2) WITH ORDINALITY AS u (channel_id, i)
        CROSS JOIN LATERAL (
            SELECT x.created_at, x.seq, x.status FROM messages x
            WHERE x.tenant_id = $1 AND x.channel_id = u.channel_id AND x.created_at >= $3 AND (x.created_at, x.seq) < ($4, $5)
            ORDER BY x.created_at DESC, x.seq DESC LIMIT $6) m
        ORDER BY u.i, m.created_at DESC, m.seq DESC
        """;

    internal const string SelectOfContact = """
        SELECT u.i, m.created_at, m.seq, m.status FROM unnest($2) WITH ORDINALITY AS u (channel_id, i)
        CROSS JOIN LATERAL (
            SELECT x.created_at, x.seq, x.status FROM messages x
            WHERE x.tenant_id = $1 AND x.channel_id = u.channel_id AND x.contact_id = $3 AND x.seq < $4
            ORDER BY x.seq DESC LIMIT $5) m
        ORDER BY u.i, m.seq DESC
        """;

    internal const string SelectRows = "SELECT " + MessageRows.Columns + """
         FROM unnest($1) WITH ORDINALITY AS u (seq, i) CROSS JOIN LATERAL (SELECT * FROM messages x WHERE x.seq = u.seq LIMIT 1) m ORDER BY u.i
        """;

    public static async Task<Page<MessageRow>> Page(PgSession session, MessageRows rows, string tenantId, MessageFilter filter, MessageListPlan plan)
    {
        var channels = filter.ChannelId is { } only ? [only] : await session.All(SelectChannels, select => select.Text(tenantId), row => row.Text(0));
        foreach (var head in (await Heads(session, tenantId, channels, filter, plan)).GroupBy(row => row.Channel, row => row.Row))
        {
            plan.Add([.. head]);
        }

        var (seqs, next) = plan.Conclude();
        var page = seqs.Count == 0 ? [] : await session.All(SelectRows, select => select.Longs(seqs, seq => seq), rows.Read);
        return new Page<MessageRow>([.. page], next);
    }

    private static Task<List<(long Channel, ListedMessage Row)>> Heads(
        PgSession session, string tenantId, List<string> channels, MessageFilter filter, MessageListPlan plan) =>
        filter.ContactId is { } contact
            ? session.All(
                SelectOfContact,
                select => select.Text(tenantId).Texts(channels, c => c).Text(contact).Long(plan.After.Seq).Int(plan.Look),
                Read)
            : session.All(
                SelectNewest,
                select => select.Text(tenantId).Texts(channels, c => c).Long(plan.From).Long(plan.After.At).Long(plan.After.Seq).Int(plan.Look),
                Read);

    private static (long Channel, ListedMessage Row) Read(PgRow row) => (row.Long(0), new ListedMessage(row.Long(1), row.Long(2), (MessageStatus)row.Int(3)));
}
