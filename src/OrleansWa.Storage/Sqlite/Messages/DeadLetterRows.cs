using OrleansWa.Contracts.DeadLetters;
using OrleansWa.Contracts.Messages;
using OrleansWa.Storage.Messages;
using OrleansWa.Storage.Sqlite.Engine;

namespace OrleansWa.Storage.Sqlite.Messages;

/// <summary>The list of outgoing messages that failed, for people to act on.</summary>
internal static class DeadLetterRows
{
    internal const string SelectSeqs = """
        SELECT seq FROM messages INDEXED BY messages_dead
        WHERE tenant_id = ?1 AND status IN (8, 9) AND dismissed_at IS NULL AND (failed_at, seq) < (?2, ?3)
            AND (?4 IS NULL OR channel_id = ?4) AND (?5 IS NULL OR error_code = ?5)
        ORDER BY failed_at DESC, seq DESC LIMIT ?6
        """;

    private const string DismissEnded = """
        UPDATE messages SET dismissed_at = ?3 WHERE tenant_id = ?1 AND id = ?2 AND +status IN (8, 9) AND outbound = 1 AND dismissed_at IS NULL
        """;

    /// <summary>The first rows below the cursor.</summary>
    public static IReadOnlyList<MessageRow> Head(SqliteDb db, MessageRows rows, string tenantId, DeadLetterFilter filter, MessageCursor after, int limit)
    {
        var seqs = db.Query(SelectSeqs).Bind(tenantId).Bind(after.At).Bind(after.Seq).Bind(filter.ChannelId).Bind(filter.Code).Bind(limit)
            .All(row => row.Long(0));
        return [.. seqs.Select(seq => rows.ReadOne(db, seq))];
    }

    public static ControlResult? Dismiss(SqliteDb db, string tenantId, string messageId, DateTimeOffset at) =>
        ControlRows.Result(db, tenantId, messageId, db.Query(DismissEnded).Bind(tenantId).Bind(messageId).Bind(at).Run());
}
