using OrleansWa.Contracts;
using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Conversations;
using OrleansWa.Storage.Conversations;
using OrleansWa.Storage.Sqlite.Engine;

namespace OrleansWa.Storage.Sqlite.Conversations;

/// <summary>Rows of conversations, with what is known of their contacts.</summary>
internal sealed class SqliteConversationStore(SqliteEngine engine) : IConversationStore
{
    private const int MaxRows = 1_000;

    private const string Select = """
        SELECT v.tenant_id, v.channel_id, v.contact_id, c.name, coalesce(c.wa_id, c.phone), v.unread, v.last_inbound_at, v.last_activity_at,
            v.bot_enabled, v.flow_id, v.flow_node_id, c.opted_out_at
        FROM conversations v LEFT JOIN contacts c ON c.tenant_id = v.tenant_id AND c.id = v.contact_id
        """;

    private const string SelectOne = Select + " WHERE v.tenant_id = ?1 AND v.channel_id = ?2 AND v.contact_id = ?3";

    // Everything descends, so that one index scanned backwards gives the page.
    internal const string SelectPageOfChannel = Select + """
         WHERE v.tenant_id = ?1 AND v.channel_id = ?2 AND (v.last_activity_at, v.contact_id) < (?3, ?4)
        ORDER BY v.last_activity_at DESC, v.contact_id DESC LIMIT ?5
        """;

    public ValueTask<ConversationRow?> Get(string tenantId, string channelId, string contactId, CancellationToken ct = default) =>
        engine.Read(db => ReadOne(db, tenantId, channelId, contactId), ct);

    public ValueTask<ContactStanding> Standing(string tenantId, string channelId, string contactId, CancellationToken ct = default) =>
        engine.Read(db => ContactStandings.Of(db, tenantId, channelId, contactId), ct);

    public ValueTask<IReadOnlyList<string>> ChannelsWrittenTo(string tenantId, string contactId, DateTimeOffset since, CancellationToken ct = default) =>
        engine.Read(db => ContactStandings.ChannelsWrittenTo(db, tenantId, contactId, since), ct);

    public ValueTask<Page<ConversationRow>> List(string tenantId, string? channelId, string? cursor, int limit, CancellationToken ct = default)
    {
        var after = ConversationCursor.Decode(cursor);
        var wanted = Math.Clamp(limit, 1, MaxRows);
        return engine.Read(db => Page(Read(db, tenantId, channelId, after, wanted + 1), wanted), ct);
    }

    private static IReadOnlyList<ConversationRow> Read(SqliteDb db, string tenantId, string? channelId, ConversationCursor after, int limit) =>
        channelId is null
            ? [.. NewestConversations.OfAllChannels(db, tenantId, after, limit).Select(key => ReadOne(db, tenantId, key.ChannelId, key.ContactId)!)]
            : db.Query(SelectPageOfChannel)
                .Bind(tenantId).Bind(channelId).Bind(after.LastActivityAt).Bind(after.ContactId).Bind(limit).All(Read);

    private static ConversationRow? ReadOne(SqliteDb db, string tenantId, string channelId, string contactId) =>
        db.Query(SelectOne).Bind(tenantId).Bind(channelId).Bind(contactId).First(Read);

    private static Page<ConversationRow> Page(IReadOnlyList<ConversationRow> rows, int limit)
    {
        if (rows.Count <= limit)
        {
            return new Page<ConversationRow>([.. rows], null);
        }

        var last = rows[limit - 1];
        var next = new ConversationCursor(last.LastActivityAt.ToUnixTimeMilliseconds(), last.ChannelId, last.ContactId).Encode();
        return new Page<ConversationRow>([.. rows.Take(limit)], next);
    }

    private static ConversationRow Read(SqliteStatement row) => new(
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
