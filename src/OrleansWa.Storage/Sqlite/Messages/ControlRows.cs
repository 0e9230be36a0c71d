using OrleansWa.Contracts.Messages;
using OrleansWa.Storage.Sqlite.Engine;

namespace OrleansWa.Storage.Sqlite.Messages;

/// <summary>What people do with single messages: take one back, try one again.</summary>
internal static class ControlRows
{
    internal const string SelectStatus = "SELECT status FROM messages WHERE tenant_id = ?1 AND id = ?2";

    internal const string CancelPending = """
        UPDATE messages SET status = 10, error_code = NULL, error_title = NULL, error_details = NULL, error_remedy = NULL
        WHERE tenant_id = ?1 AND id = ?2 AND +status = 1 AND outbound = 1
        """;

    // A failure may be a status that overtook the answer to its attempt: then no attempt of that number is recorded.
    internal const string RetryEnded = """
        UPDATE messages SET status = 1, expires_at = ?4, attempts_before = attempts, attempted_at = NULL, unknown_at = NULL, sent_at = NULL, failed_at = NULL,
            ready = CASE WHEN status = 8 AND attempted_at + ?5 > ?3 AND NOT EXISTS (SELECT 1 FROM message_attempts a
                WHERE a.tenant_id = ?1 AND a.message_id = ?2 AND a.number = messages.attempts) THEN 0 ELSE 1 END,
            due_at = CASE WHEN status = 8 AND attempted_at + ?5 > ?3 AND NOT EXISTS (SELECT 1 FROM message_attempts a
                WHERE a.tenant_id = ?1 AND a.message_id = ?2 AND a.number = messages.attempts) THEN attempted_at + ?5 ELSE ?3 END,
            dismissed_at = NULL, earlier_wamids = CASE WHEN wamid IS NULL THEN earlier_wamids ELSE substr(coalesce(earlier_wamids || ' ', '') || wamid, -1000) END, wamid = NULL,
            error_code = NULL, error_title = NULL, error_details = NULL, error_remedy = NULL
        WHERE tenant_id = ?1 AND id = ?2 AND +status IN (8, 9, 10, 11) AND outbound = 1
        """;

    public static ControlResult? Cancel(SqliteDb db, string tenantId, string messageId) =>
        Result(db, tenantId, messageId, db.Query(CancelPending).Bind(tenantId).Bind(messageId).Run());

    public static ControlResult? Retry(SqliteDb db, RetryRequest request) => Result(
        db,
        request.TenantId,
        request.MessageId,
        db.Query(RetryEnded).Bind(request.TenantId).Bind(request.MessageId).Bind(request.Now).Bind(request.ExpiresAt)
            .Bind((long)RetryRequest.AnswerWithin.TotalMilliseconds).Run());

    /// <summary>The state after a change.</summary>
    public static ControlResult? Result(SqliteDb db, string tenantId, string messageId, int changed) =>
        db.Query(SelectStatus).Bind(tenantId).Bind(messageId).First(row => new ControlResult((MessageStatus)row.Int(0), changed > 0));
}
