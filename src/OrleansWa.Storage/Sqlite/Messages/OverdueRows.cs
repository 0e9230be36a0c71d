using OrleansWa.Contracts.Messages;
using OrleansWa.Storage.Messages;
using OrleansWa.Storage.Sqlite.Engine;

namespace OrleansWa.Storage.Sqlite.Messages;

/// <summary>Ends attempts that were interrupted and messages whose time ran out.</summary>
internal static class OverdueRows
{
    /// <summary>Rows that one transaction ends; others are never kept waiting longer than that.</summary>
    public const int MaxRows = 1_000;

    internal const string SelectSending =
        "SELECT 1 FROM messages INDEXED BY messages_sending WHERE tenant_id = ?1 AND channel_id = ?2 AND status = 2 LIMIT 1";

    private const string Interrupt = """
        UPDATE messages SET status = 3, unknown_at = ?3, error_code = ?4, error_title = ?5, error_details = ?6, error_remedy = ?7
        WHERE tenant_id = ?1 AND channel_id = ?2 AND status = 2
        """;

    internal const string SelectUnknown = """
        SELECT seq FROM messages INDEXED BY messages_unknown
        WHERE tenant_id = ?1 AND channel_id = ?2 AND status = 3 AND unknown_at < ?3 ORDER BY unknown_at LIMIT ?4
        """;

    internal const string SelectExpired = """
        SELECT seq FROM messages INDEXED BY messages_expiring
        WHERE tenant_id = ?1 AND channel_id = ?2 AND status = 1 AND expires_at IS NOT NULL AND expires_at <= ?3 ORDER BY expires_at LIMIT ?4
        """;

    private const string Resend = """
        UPDATE messages SET status = 1, ready = 1, due_at = ?2, unknown_at = NULL, error_code = ?4, error_title = ?5, error_details = ?6, error_remedy = ?7
        WHERE seq = ?1 AND on_unknown = 2 AND attempts - attempts_before < ?3 AND (expires_at IS NULL OR expires_at > ?2)
        """;

    private const string End = """
        UPDATE messages SET status = ?2, unknown_at = NULL, failed_at = coalesce(failed_at, ?3), error_code = ?4, error_title = ?5,
            error_details = ?6, error_remedy = ?7
        WHERE seq = ?1
        """;

    public static bool HasSending(SqliteDb db, string tenantId, string channelId)
    {
        using var row = db.Query(SelectSending).Bind(tenantId).Bind(channelId);
        return row.Step();
    }

    public static int MarkInterrupted(SqliteDb db, string tenantId, string channelId, DateTimeOffset at)
    {
        MessageAttemptRows.AddInterrupted(db, tenantId, channelId, at);
        var statement = db.Query(Interrupt).Bind(tenantId).Bind(channelId).Bind(at);
        return MessageErrorColumns.Bind(statement, MessageErrors.Interrupted).Run();
    }

    /// <summary>Rows that are unknown for too long, and rows past their expiry; at most <see cref="MaxRows"/> of each.</summary>
    public static (IReadOnlyList<long> Unknown, IReadOnlyList<long> Expired) FindOverdue(
        SqliteDb db, OverdueRequest request) =>
        (Seqs(db, SelectUnknown, request, request.UnknownBefore), Seqs(db, SelectExpired, request, request.Now));

    public static int ExpireOverdue(SqliteDb db, OverdueRequest request)
    {
        var (unknown, expired) = FindOverdue(db, request);
        foreach (var seq in unknown)
        {
            if (!ResendRow(db, seq, request))
            {
                EndRow(db, seq, MessageStatus.Failed, request.Now, MessageErrors.OutcomeUnknown);
            }
        }

        foreach (var seq in expired)
        {
            EndRow(db, seq, MessageStatus.Expired, null, MessageErrors.Expired);
        }

        return unknown.Count + expired.Count;
    }

    private static bool ResendRow(SqliteDb db, long seq, OverdueRequest request) => MessageErrorColumns
        .Bind(db.Query(Resend).Bind(seq).Bind(request.Now).Bind(request.TriesMax), MessageErrors.Resent).Run() == 1;

    private static IReadOnlyList<long> Seqs(SqliteDb db, string sql, OverdueRequest request, DateTimeOffset until) =>
        db.Query(sql).Bind(request.TenantId).Bind(request.ChannelId).Bind(until).Bind(MaxRows).All(row => row.Long(0));

    private static void EndRow(SqliteDb db, long seq, MessageStatus status, DateTimeOffset? failedAt, MessageError error)
    {
        var statement = db.Query(End).Bind(seq).Bind((long)status).Bind(failedAt);
        MessageErrorColumns.Bind(statement, error).Run();
    }
}
