using OrleansWa.Contracts.Messages;
using OrleansWa.Storage.Postgres.Engine;

namespace OrleansWa.Storage.Postgres.Messages;

/// <summary>
/// What people do with single messages: take one back, try one again. Each waits for whoever holds the row (a claim, a status) and looks at what that
/// one left. "+ 0" keeps the planner from a partial index over every row of that status.
/// </summary>
internal static class ControlRows
{
    internal const string SelectStatus = "SELECT status FROM messages WHERE tenant_id = $1 AND id = $2";

    internal const string CancelPending = """
        UPDATE messages SET status = 10, error_code = NULL, error_title = NULL, error_details = NULL, error_remedy = NULL
        WHERE tenant_id = $1 AND id = $2 AND status + 0 = 1 AND outbound RETURNING 1
        """;

    // A failure may be a status that overtook the answer to its attempt: then no attempt of that number is recorded.
    internal const string RetryEnded = """
        UPDATE messages m SET status = 1, expires_at = $4, attempts_before = m.attempts, attempted_at = NULL, unknown_at = NULL, sent_at = NULL, failed_at = NULL,
            ready = (m.status <> 8 OR coalesce(m.attempted_at, 0) + $5 <= $3 OR EXISTS (SELECT 1 FROM message_attempts a
                WHERE a.tenant_id = $1 AND a.message_id = $2 AND a.number = m.attempts)),
            due_at = CASE WHEN m.status <> 8 OR coalesce(m.attempted_at, 0) + $5 <= $3 OR EXISTS (SELECT 1 FROM message_attempts a
                WHERE a.tenant_id = $1 AND a.message_id = $2 AND a.number = m.attempts) THEN $3 ELSE m.attempted_at + $5 END,
            dismissed_at = NULL,
            earlier_wamids = CASE WHEN m.wamid IS NULL THEN m.earlier_wamids ELSE right(coalesce(m.earlier_wamids || ' ', '') || m.wamid, 1000) END, wamid = NULL,
            error_code = NULL, error_title = NULL, error_details = NULL, error_remedy = NULL
        WHERE m.tenant_id = $1 AND m.id = $2 AND m.status + 0 IN (8, 9, 10, 11) AND m.outbound RETURNING 1
        """;

    public static Task<ControlResult?> Cancel(PgSession session, string tenantId, string messageId) =>
        Change(session, tenantId, messageId, batch => batch.Add(CancelPending).Text(tenantId).Text(messageId));

    public static Task<ControlResult?> Retry(PgSession session, RetryRequest request) => Change(
        session,
        request.TenantId,
        request.MessageId,
        batch => batch.Add(RetryEnded).Text(request.TenantId).Text(request.MessageId).Time(request.Now).Time(request.ExpiresAt)
            .Long((long)RetryRequest.AnswerWithin.TotalMilliseconds));

    /// <summary>Changes a message; the state after it.</summary>
    public static async Task<ControlResult?> Change(PgSession session, string tenantId, string messageId, Action<PgBatch> change)
    {
        await using var batch = session.Batch();
        change(batch);
        batch.Add(SelectStatus).Text(tenantId).Text(messageId);
        var (changed, found) = await batch.Query(async results => (await results.Next(_ => true), await results.Next(row => (MessageStatus)row.Int(0))));
        return found is [var status] ? new ControlResult(status, changed.Count > 0) : null;
    }
}
