using OrleansWa.Contracts.Messages;
using OrleansWa.Storage.Messages;
using OrleansWa.Storage.Sqlite.Engine;
using OrleansWa.Storage.Sqlite.Messages;

namespace OrleansWa.Storage.Sqlite.Webhooks;

/// <summary>Statuses that came before the WhatsApp id of their message was known. They wait, and the oldest leave as new ones come.</summary>
internal sealed class EarlyStatusRows(SqliteStorageOptions options)
{
    private const string Insert = """
        INSERT INTO early_statuses
            (tenant_id, channel_id, wamid, status, at, received_at, error_code, error_title, error_details, error_remedy, retry_at,
            tries_max)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) ON CONFLICT DO NOTHING
        """;

    private const string Select = """
        SELECT status, at, error_code, error_title, error_details, error_remedy, retry_at, coalesce(tries_max, 0) FROM early_statuses
        WHERE tenant_id = ?1 AND channel_id = ?2 AND wamid = ?3 ORDER BY at, status
        """;

    private const string Delete = "DELETE FROM early_statuses WHERE tenant_id = ?1 AND channel_id = ?2 AND wamid = ?3";

    // Two out for one in: the table cannot grow without end, and no sweep is needed.
    private const string DeleteOld = """
        DELETE FROM early_statuses WHERE rowid IN (SELECT rowid FROM early_statuses WHERE received_at < ?1 ORDER BY received_at LIMIT 2)
        """;

    /// <summary>Keeps a status; false when it waits already.</summary>
    public bool Add(SqliteDb db, string tenantId, string channelId, ReportedStatus status, DateTimeOffset now)
    {
        db.Query(DeleteOld).Bind(now - options.EarlyStatusRetention).Run();
        var statement = db.Query(Insert).Bind(tenantId).Bind(channelId).Bind(status.WhatsAppId).Bind((long)status.Status).Bind(status.At).Bind(now);
        return MessageErrorColumns.Bind(statement, status.Error).Bind(status.RetryAt).Bind(status.TriesMax).Run() == 1;
    }

    /// <summary>Takes the statuses that wait for a WhatsApp id.</summary>
    public static IReadOnlyList<ReportedStatus> Take(SqliteDb db, string tenantId, string channelId, string whatsAppId)
    {
        var statuses = Read(db, tenantId, channelId, whatsAppId);
        if (statuses.Count > 0)
        {
            db.Query(Delete).Bind(tenantId).Bind(channelId).Bind(whatsAppId).Run();
        }

        return statuses;
    }

    private static IReadOnlyList<ReportedStatus> Read(SqliteDb db, string tenantId, string channelId, string whatsAppId) =>
        db.Query(Select).Bind(tenantId).Bind(channelId).Bind(whatsAppId).All(
            row => new ReportedStatus((MessageStatus)row.Int(0), row.Time(1), whatsAppId, MessageErrorColumns.Read(row, 2), row.TimeOrNull(6), row.Int(7)));
}
