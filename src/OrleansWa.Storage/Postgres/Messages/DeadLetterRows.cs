using OrleansWa.Contracts.Messages;
using OrleansWa.Storage.Postgres.Engine;

namespace OrleansWa.Storage.Postgres.Messages;

/// <summary>The list of outgoing messages that failed, for people to act on.</summary>
internal static class DeadLetterRows
{
    // The inner part reads the index alone; rows are fetched each by its number.
    internal const string SelectPage = "SELECT " + MessageRows.Columns + """
         FROM (
            SELECT x.seq, x.failed_at FROM messages x
            WHERE x.tenant_id = $1 AND x.status IN (8, 9) AND x.dismissed_at IS NULL AND (x.failed_at, x.seq) < ($2, $3)
                AND ($4 IS NULL OR x.channel_id = $4) AND ($5 IS NULL OR x.error_code = $5)
            ORDER BY x.failed_at DESC, x.seq DESC LIMIT $6) d
        CROSS JOIN LATERAL (SELECT * FROM messages y WHERE y.seq = d.seq LIMIT 1) m
        ORDER BY d.failed_at DESC, d.seq DESC
        """;

    internal const string DismissEnded = """
        UPDATE messages SET dismissed_at = $3 WHERE tenant_id = $1 AND id = $2 AND status + 0 IN (8, 9) AND outbound AND dismissed_at IS NULL RETURNING 1
        """;

    public static Task<ControlResult?> Dismiss(PgSession session, string tenantId, string messageId, DateTimeOffset at) =>
        ControlRows.Change(session, tenantId, messageId, batch => batch.Add(DismissEnded).Text(tenantId).Text(messageId).Time(at));
}
