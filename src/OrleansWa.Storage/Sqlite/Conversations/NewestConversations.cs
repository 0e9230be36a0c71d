using OrleansWa.Storage.Conversations;
using OrleansWa.Storage.Sqlite.Engine;

namespace OrleansWa.Storage.Sqlite.Conversations;

/// <summary>
/// The newest conversations over all channels of a tenant, merged from the heads of its channels, because no index holds the time of a whole
/// tenant. It costs a seek for each channel and the rows that are new enough to be wanted.
/// </summary>
internal static class NewestConversations
{
    internal const string SelectNextChannel = """
        SELECT channel_id FROM conversations WHERE tenant_id = ?1 AND channel_id > ?2 ORDER BY channel_id LIMIT 1
        """;

    internal const string SelectHead = """
        SELECT last_activity_at, contact_id FROM conversations
        WHERE tenant_id = ?1 AND channel_id = ?2 AND last_activity_at >= ?3 AND (last_activity_at, contact_id) < (?4, ?5)
        ORDER BY last_activity_at DESC, contact_id DESC LIMIT ?6
        """;

    private static readonly Comparer<ConversationCursor> NewestFirst = Comparer<ConversationCursor>.Create(static (one, other) =>
    {
        var byTime = other.LastActivityAt.CompareTo(one.LastActivityAt);
        var byChannel = byTime != 0 ? byTime : string.CompareOrdinal(other.ChannelId, one.ChannelId);
        return byChannel != 0 ? byChannel : string.CompareOrdinal(other.ContactId, one.ContactId);
    });

    /// <summary>Keys of the rows after the cursor, newest first.</summary>
    /// <param name="db">The connection, in one snapshot.</param>
    /// <param name="tenantId">The tenant.</param>
    /// <param name="after">Where the page before ended.</param>
    /// <param name="limit">Most keys.</param>
    public static List<ConversationCursor> OfAllChannels(SqliteDb db, string tenantId, ConversationCursor after, int limit)
    {
        var newest = new List<ConversationCursor>();
        foreach (var channel in Channels(db, tenantId))
        {
            // Once there are enough, a channel need not show what is older than the oldest of them.
            var floor = newest.Count < limit ? long.MinValue : newest[^1].LastActivityAt;
            newest.AddRange(Head(db, tenantId, channel, after, floor, limit));
            newest.Sort(NewestFirst);
            newest.RemoveRange(Math.Min(limit, newest.Count), Math.Max(0, newest.Count - limit));
        }

        return newest;
    }

    /// <summary>The channels of a tenant that have a conversation.</summary>
    public static IEnumerable<string> Channels(SqliteDb db, string tenantId)
    {
        for (var channel = NextChannel(db, tenantId, ""); channel is not null; channel = NextChannel(db, tenantId, channel))
        {
            yield return channel;
        }
    }

    private static string? NextChannel(SqliteDb db, string tenantId, string channelId) =>
        db.Query(SelectNextChannel).Bind(tenantId).Bind(channelId).First(row => row.Text(0));

    private static IReadOnlyList<ConversationCursor> Head(
        SqliteDb db, string tenantId, string channelId, ConversationCursor after, long floor, int limit)
    {
        var (at, contact) = after.Within(channelId);
        return db.Query(SelectHead).Bind(tenantId).Bind(channelId).Bind(floor).Bind(at).Bind(contact).Bind(limit)
            .All(row => new ConversationCursor(row.Long(0), channelId, row.Text(1)));
    }
}
