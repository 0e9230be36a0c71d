using OrleansWa.Contracts;
using OrleansWa.Contracts.Messages;
using OrleansWa.Storage.Messages;
using OrleansWa.Storage.Sqlite.Conversations;
using OrleansWa.Storage.Sqlite.Engine;

namespace OrleansWa.Storage.Sqlite.Messages;

/// <summary>The list of a tenant's messages: a seek for each channel, and the rows that may be wanted.</summary>
internal static class ListRows
{
    internal const string SelectNewest = """
        SELECT created_at, seq, status FROM messages INDEXED BY messages_newest
        WHERE tenant_id = ?1 AND channel_id = ?2 AND created_at >= ?3 AND (created_at, seq) < (?4, ?5) ORDER BY created_at DESC, seq DESC LIMIT ?6
        """;

    internal const string SelectOfContact = """
        SELECT created_at, seq, status FROM messages INDEXED BY messages_history
        WHERE tenant_id = ?1 AND channel_id = ?2 AND contact_id = ?3 AND seq < ?4 ORDER BY seq DESC LIMIT ?5
        """;

    public static Page<MessageRow> Page(SqliteDb db, MessageRows rows, string tenantId, MessageFilter filter, MessageListPlan plan)
    {
        foreach (var channel in filter.ChannelId is { } only ? [only] : NewestConversations.Channels(db, tenantId))
        {
            plan.Add(Head(db, tenantId, channel, filter, plan));
        }

        var (seqs, next) = plan.Conclude();
        return new Page<MessageRow>([.. seqs.Select(seq => rows.ReadOne(db, seq))], next);
    }

    private static IReadOnlyList<ListedMessage> Head(SqliteDb db, string tenantId, string channelId, MessageFilter filter, MessageListPlan plan)
    {
        var query = filter.ContactId is { } contact
            ? db.Query(SelectOfContact).Bind(tenantId).Bind(channelId).Bind(contact).Bind(plan.After.Seq).Bind(plan.Look)
            : db.Query(SelectNewest).Bind(tenantId).Bind(channelId).Bind(plan.From).Bind(plan.After.At).Bind(plan.After.Seq).Bind(plan.Look);
        return query.All(row => new ListedMessage(row.Long(0), row.Long(1), (MessageStatus)row.Int(2)));
    }
}
