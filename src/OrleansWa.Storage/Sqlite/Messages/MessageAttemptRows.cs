using System.Collections.Immutable;
using OrleansWa.Contracts.Messages;
using OrleansWa.Storage.Messages;
using OrleansWa.Storage.Sqlite.Engine;

namespace OrleansWa.Storage.Sqlite.Messages;

/// <summary>Attempts that did not end in acceptance. One row per number: a wait that gave its try back is replaced by the next attempt.</summary>
internal static class MessageAttemptRows
{
    private const string Insert = """
        INSERT OR REPLACE INTO message_attempts
            (tenant_id, message_id, number, started_at, ended_at, result, error_code, error_title, error_details, error_remedy)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        """;

    private const string InsertInterrupted = """
        INSERT OR REPLACE INTO message_attempts
            (tenant_id, message_id, number, started_at, ended_at, result, error_code, error_title, error_details, error_remedy)
        SELECT tenant_id, id, attempts, coalesce(attempted_at, ?3), ?3, ?4, ?5, ?6, ?7, ?8 FROM messages
        WHERE tenant_id = ?1 AND channel_id = ?2 AND status = 2
        """;

    private const string Select = """
        SELECT number, started_at, ended_at, result, error_code, error_title, error_details, error_remedy FROM message_attempts
        WHERE tenant_id = ?1 AND message_id = ?2 ORDER BY number
        """;

    public static void Add(SqliteDb db, AttemptOutcome outcome, DateTimeOffset startedAt)
    {
        var statement = db.Query(Insert).Bind(outcome.TenantId).Bind(outcome.MessageId).Bind(outcome.Attempt)
            .Bind(startedAt).Bind(outcome.At).Bind(outcome.Status.ToWord());
        MessageErrorColumns.Bind(statement, outcome.Error).Run();
    }

    public static void AddInterrupted(SqliteDb db, string tenantId, string channelId, DateTimeOffset at)
    {
        var statement = db.Query(InsertInterrupted).Bind(tenantId).Bind(channelId).Bind(at).Bind(MessageStatus.OutcomeUnknown.ToWord());
        MessageErrorColumns.Bind(statement, MessageErrors.Interrupted).Run();
    }

    public static ImmutableArray<MessageAttempt> Read(SqliteDb db, string tenantId, string messageId) =>
        [.. db.Query(Select).Bind(tenantId).Bind(messageId).All(
            row => new MessageAttempt(row.Int(0), row.Time(1), row.Time(2), row.Text(3), MessageErrorColumns.Read(row, 4)))];
}
