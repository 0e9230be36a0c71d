using OrleansWa.Contracts.Messages;
using OrleansWa.Storage.Messages;
using OrleansWa.Storage.Postgres.Engine;

namespace OrleansWa.Storage.Postgres.Messages;

/// <summary>Ends messages whose time ran out.</summary>
internal static class OverdueRows
{
    /// <summary>Rows that one transaction ends; others are never kept waiting longer than that.</summary>
    public const int MaxRows = 1_000;

    internal const string SelectSending = "SELECT 1 FROM messages WHERE tenant_id = $1 AND channel_id = $2 AND status = 2 LIMIT 1";

    internal const string SelectUnknown = """
        SELECT seq FROM messages WHERE tenant_id = $1 AND channel_id = $2 AND status = 3 AND unknown_at < $3
        ORDER BY unknown_at LIMIT $4 FOR NO KEY UPDATE SKIP LOCKED
        """;

    internal const string SelectExpired = """
        SELECT seq FROM messages WHERE tenant_id = $1 AND channel_id = $2 AND status = 1 AND expires_at IS NOT NULL AND expires_at <= $3
        ORDER BY expires_at LIMIT $4 FOR NO KEY UPDATE SKIP LOCKED
        """;

    internal const string Resend = """
        UPDATE messages SET status = 1, ready = true, due_at = $2, unknown_at = NULL, error_code = $4, error_title = $5, error_details = $6, error_remedy = $7
        WHERE seq = ANY ($1) AND on_unknown = 2 AND attempts - attempts_before < $3 AND (expires_at IS NULL OR expires_at > $2)
        """;

    // "+ 0" keeps the planner from a partial index over every row of that status. What is sent again is not of that status any more.
    private const string End = """
        UPDATE messages SET status = $2, unknown_at = NULL, failed_at = coalesce(failed_at, $3), error_code = $4, error_title = $5,
            error_details = $6, error_remedy = $7
        WHERE seq = ANY ($1) AND status + 0 = $8
        """;

    /// <summary>Ends or sends again rows that are unknown for too long, and ends rows past their expiry; at most <see cref="MaxRows"/> of each.</summary>
    public static async Task<int> Expire(PgSession session, OverdueRequest request)
    {
        await using var look = session.Batch();
        look.Add(SelectUnknown).Text(request.TenantId).Text(request.ChannelId).Time(request.UnknownBefore).Int(MaxRows);
        look.Add(SelectExpired).Text(request.TenantId).Text(request.ChannelId).Time(request.Now).Int(MaxRows);
        var (unknown, expired) = await look.Query(async results => (await results.Next(row => row.Long(0)), await results.Next(row => row.Long(0))));
        if (unknown.Count + expired.Count == 0)
        {
            return 0;
        }

        await using var write = session.Batch();
        write.Add(Resend).Longs(unknown, seq => seq).Time(request.Now).Int(request.TriesMax).Error(MessageErrors.Resent);
        write.Add(End).Longs(unknown, seq => seq).Int((int)MessageStatus.Failed).Time(request.Now).Error(MessageErrors.OutcomeUnknown)
            .Int((int)MessageStatus.OutcomeUnknown);
        write.Add(End).Longs(expired, seq => seq).Int((int)MessageStatus.Expired).Time(null).Error(MessageErrors.Expired).Int((int)MessageStatus.Pending);
        await write.Run();
        return unknown.Count + expired.Count;
    }
}
