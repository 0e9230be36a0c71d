using OrleansWa.Contracts.Contacts;
using OrleansWa.Storage.Sqlite.Engine;

namespace OrleansWa.Storage.Sqlite.Conversations;

/// <summary>What decides whether people may be written to.</summary>
internal static class ContactStandings
{
    internal const string SelectOne = """
        SELECT (SELECT v.last_inbound_at FROM conversations v WHERE v.tenant_id = ?1 AND v.channel_id = ?2 AND v.contact_id = ?3),
            (SELECT c.opted_out_at FROM contacts c WHERE c.tenant_id = ?1 AND c.id = ?3)
        """;

    internal const string SelectLastInbound = """
        SELECT last_inbound_at FROM conversations WHERE tenant_id = ?1 AND channel_id = ?2 AND contact_id = ?3 AND last_inbound_at >= ?4
        """;

    private const int ChannelsMax = 100;

    public static ContactStanding Of(SqliteDb db, string tenantId, string channelId, string contactId) => db.Query(SelectOne)
        .Bind(tenantId).Bind(channelId).Bind(contactId).First(row => new ContactStanding(row.TimeOrNull(0), row.TimeOrNull(1)));

    // No index begins with the contact: a tenant has few channels, and each is one look by its key.
    public static IReadOnlyList<string> ChannelsWrittenTo(SqliteDb db, string tenantId, string contactId, DateTimeOffset since) =>
        [.. NewestConversations.Channels(db, tenantId).ToList()
            .Select(channel => (Channel: channel, At: LastInbound(db, tenantId, channel, contactId, since)))
            .Where(found => found.At is not null)
            .OrderByDescending(found => found.At).ThenBy(found => found.Channel, StringComparer.Ordinal)
            .Take(ChannelsMax).Select(found => found.Channel)];

    private static DateTimeOffset? LastInbound(SqliteDb db, string tenantId, string channelId, string contactId, DateTimeOffset since) =>
        db.Query(SelectLastInbound).Bind(tenantId).Bind(channelId).Bind(contactId).Bind(since).First(row => row.TimeOrNull(0));
}
