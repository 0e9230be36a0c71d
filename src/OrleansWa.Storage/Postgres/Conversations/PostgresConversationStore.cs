using OrleansWa.Contracts;
using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Conversations;
using OrleansWa.Storage.Conversations;
using OrleansWa.Storage.Postgres.Engine;

namespace OrleansWa.Storage.Postgres.Conversations;

/// <summary>Rows of conversations, with what is known of their contacts.</summary>
internal sealed class PostgresConversationStore(PostgresEngine engine) : IConversationStore
{
    private const int MaxRows = 1_000;

    private const string Select = """
        SELECT v.tenant_id, v.channel_id, v.contact_id, c.name, coalesce(c.wa_id, c.phone), v.unread, v.last_inbound_at, v.last_activity_at,
            v.bot_enabled, v.flow_id, v.flow_node_id, c.opted_out_at
        FROM 
        """;

    private const string WithContacts = "conversations v LEFT JOIN contacts c ON c.tenant_id = v.tenant_id AND c.id = v.contact_id";

    private const string SelectOne = Select + WithContacts + " WHERE v.tenant_id = $1 AND v.channel_id = $2 AND v.contact_id = $3";

    // No index holds the time of a whole tenant: the channels are found one after the other by the index (the last step finds none), each shows
    // its head below the cursor ("Within" of ConversationCursor), and what is sorted are these heads. Rows are fetched each by its key: without
    // statistics a planner would join with all rows of the tenant, which the limits of one forbid, and the time makes the key whole in both indexes.
    internal const string SelectPage = TenantChannels.With + """
        , newest AS (
            SELECT channels.id AS channel_id, head.contact_id, head.last_activity_at FROM channels CROSS JOIN LATERAL (
                SELECT x.contact_id, x.last_activity_at FROM conversations x
                WHERE x.tenant_id = $1 AND x.channel_id = channels.id AND (x.last_activity_at, x.contact_id)
                    < (CASE WHEN channels.id < $3 THEN $6 ELSE $2 END, CASE WHEN channels.id = $3 THEN $4 ELSE '' END)
                ORDER BY x.last_activity_at DESC, x.contact_id DESC LIMIT $5) head
            ORDER BY head.last_activity_at DESC, channels.id DESC, head.contact_id DESC LIMIT $5)

        """ + Select + """
         newest n CROSS JOIN LATERAL (
            SELECT * FROM conversations x WHERE x.tenant_id = $1 AND x.channel_id = n.channel_id
                AND x.last_activity_at = n.last_activity_at AND x.contact_id = n.contact_id LIMIT 1) v
        LEFT JOIN LATERAL (SELECT * FROM contacts x WHERE x.tenant_id = $1 AND x.id = n.contact_id LIMIT 1) c ON true
        ORDER BY n.last_activity_at DESC, n.channel_id DESC, n.contact_id DESC
        """;

    // Everything descends, so that one index scanned backwards gives the page.
    internal const string SelectPageOfChannel = Select + WithContacts + """
         WHERE v.tenant_id = $1 AND v.channel_id = $2 AND (v.last_activity_at, v.contact_id) < ($3, $4)
        ORDER BY v.last_activity_at DESC, v.contact_id DESC LIMIT $5
        """;

    internal const string SelectStanding = """
        SELECT (SELECT v.last_inbound_at FROM conversations v WHERE v.tenant_id = $1 AND v.channel_id = $2 AND v.contact_id = $3),
            (SELECT c.opted_out_at FROM contacts c WHERE c.tenant_id = $1 AND c.id = $3)
        """;

    // No index begins with the contact: a tenant has few channels, and each is one look by its key.
    internal const string SelectWrittenTo = TenantChannels.With + """
        SELECT v.channel_id FROM channels CROSS JOIN LATERAL (
            SELECT x.channel_id, x.last_inbound_at FROM conversations x
            WHERE x.tenant_id = $1 AND x.channel_id = channels.id AND x.contact_id = $2 AND x.last_inbound_at >= $3 LIMIT 1) v
        ORDER BY v.last_inbound_at DESC, v.channel_id LIMIT 100
        """;

    public ValueTask<ConversationRow?> Get(string tenantId, string channelId, string contactId, CancellationToken ct = default) =>
        engine.First(SelectOne, select => select.Text(tenantId).Text(channelId).Text(contactId), Read, ct);

    public async ValueTask<ContactStanding> Standing(string tenantId, string channelId, string contactId, CancellationToken ct = default) =>
        (await engine.All(
            SelectStanding,
            select => select.Text(tenantId).Text(channelId).Text(contactId),
            row => new ContactStanding(row.TimeOrNull(0), row.TimeOrNull(1)),
            ct))[0];

    public async ValueTask<IReadOnlyList<string>> ChannelsWrittenTo(string tenantId, string contactId, DateTimeOffset since, CancellationToken ct = default) =>
        await engine.All(SelectWrittenTo, select => select.Text(tenantId).Text(contactId).Time(since), row => row.Text(0), ct);

    public async ValueTask<Page<ConversationRow>> List(string tenantId, string? channelId, string? cursor, int limit, CancellationToken ct = default)
    {
        var after = ConversationCursor.Decode(cursor);
        var wanted = Math.Clamp(limit, 1, MaxRows);
        var rows = channelId is null
            ? await engine.All(
                SelectPage,
                select => select.Text(tenantId).Long(after.LastActivityAt).Text(after.ChannelId).Text(after.ContactId).Int(wanted + 1).Long(after.After),
                Read,
                ct)
            : await engine.All(
                SelectPageOfChannel,
                select => select.Text(tenantId).Text(channelId).Long(after.LastActivityAt).Text(after.ContactId).Int(wanted + 1),
                Read,
                ct);
        return Page(rows, wanted);
    }

    private static Page<ConversationRow> Page(List<ConversationRow> rows, int limit)
    {
        if (rows.Count <= limit)
        {
            return new Page<ConversationRow>([.. rows], null);
        }

        var last = rows[limit - 1];
        var next = new ConversationCursor(last.LastActivityAt.ToUnixTimeMilliseconds(), last.ChannelId, last.ContactId).Encode();
        return new Page<ConversationRow>([.. rows.Take(limit)], next);
    }

    private static ConversationRow Read(PgRow row) => new(
        row.Text(0),
        row.Text(1),
        row.Text(2),
        row.TextOrNull(3),
        row.TextOrNull(4),
        row.Int(5),
        row.TimeOrNull(6),
        row.Time(7),
        new ConversationSummary(row.Bool(8), row.TextOrNull(9), row.TextOrNull(10)),
        row.TimeOrNull(11));
}
