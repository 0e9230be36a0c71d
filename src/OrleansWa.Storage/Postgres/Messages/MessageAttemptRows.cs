using OrleansWa.Contracts.Messages;
using OrleansWa.Storage.Messages;
using OrleansWa.Storage.Postgres.Engine;

namespace OrleansWa.Storage.Postgres.Messages;

/// <summary>Attempts that did not end in acceptance. One row per number: a wait that gave its try back is replaced by the next attempt.</summary>
internal static class MessageAttemptRows
{
    private const string Columns = "tenant_id, message_id, number, started_at, ended_at, result, error_code, error_title, error_details, error_remedy";

    private const string Replace = """
         ON CONFLICT (tenant_id, message_id, number) DO UPDATE SET started_at = excluded.started_at, ended_at = excluded.ended_at,
            result = excluded.result, error_code = excluded.error_code, error_title = excluded.error_title,
            error_details = excluded.error_details, error_remedy = excluded.error_remedy
        """;

    private const string Insert = "INSERT INTO message_attempts (" + Columns + ") SELECT " + Columns + """
         FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) AS u (
        """ + Columns + ")" + Replace;

    /// <summary>Rows that are sending become unknown, and their attempts are kept, in one statement.</summary>
    public const string Interrupt = """
        WITH interrupted AS (
            UPDATE messages m SET status = 3, unknown_at = $3, error_code = $5, error_title = $6, error_details = $7, error_remedy = $8
            WHERE m.tenant_id = $1 AND m.channel_id = $2 AND m.status = 2
            RETURNING m.tenant_id, m.id, m.attempts, coalesce(m.attempted_at, $3) AS started_at)
        INSERT INTO message_attempts (
        """ + Columns + """
        ) SELECT tenant_id, id, attempts, started_at, $3, $4, $5, $6, $7, $8 FROM interrupted
        """ + Replace + " RETURNING 1";

    public static void Add(PgBatch batch, IReadOnlyCollection<(AttemptOutcome Outcome, DateTimeOffset StartedAt)> attempts)
    {
        if (attempts.Count > 0)
        {
            batch.Add(Insert).Texts(attempts, a => a.Outcome.TenantId).Texts(attempts, a => a.Outcome.MessageId).Ints(attempts, a => a.Outcome.Attempt)
                .Times(attempts, a => a.StartedAt).Times(attempts, a => a.Outcome.At).Texts(attempts, a => a.Outcome.Status.ToWord())
                .Errors(attempts, a => a.Outcome.Error);
        }
    }

    public static Task<int> MarkInterrupted(PgSession session, string tenantId, string channelId, DateTimeOffset at) => session.Count(
        Interrupt,
        interrupt => interrupt.Text(tenantId).Text(channelId).Time(at).Text(MessageStatus.OutcomeUnknown.ToWord()).Error(MessageErrors.Interrupted));
}
