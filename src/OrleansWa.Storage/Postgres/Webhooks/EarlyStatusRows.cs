using OrleansWa.Contracts.Messages;
using OrleansWa.Storage.Messages;
using OrleansWa.Storage.Postgres.Engine;
using OrleansWa.Storage.Postgres.Messages;

namespace OrleansWa.Storage.Postgres.Webhooks;

/// <summary>
/// Statuses that came before the WhatsApp id of their message was known. They wait, and the oldest leave as new ones come. The outcome that makes
/// the id known and the status that looks for it may run at the same time in two silos, and neither would see the other: both first take the lock
/// of the id.
/// </summary>
internal static class EarlyStatusRows
{
    private const string Select = """
        SELECT e.tenant_id, e.channel_id, e.wamid, e.status, e.at, e.error_code, e.error_title, e.error_details, e.error_remedy, e.retry_at,
            coalesce(e.tries_max, 0)
        FROM unnest($1, $2, $3) AS u (tenant_id, channel_id, wamid)
        JOIN early_statuses e ON e.tenant_id = u.tenant_id AND e.channel_id = u.channel_id AND e.wamid = u.wamid
        ORDER BY e.at, e.status
        """;

    private const string Insert = """
        INSERT INTO early_statuses (tenant_id, channel_id, wamid, status, at, received_at, error_code, error_title, error_details, error_remedy, retry_at,
            tries_max)
        SELECT tenant_id, channel_id, wamid, status, at, received_at, error_code, error_title, error_details, error_remedy, retry_at, tries_max
        FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            AS u (tenant_id, channel_id, wamid, status, at, received_at, error_code, error_title, error_details, error_remedy, retry_at, tries_max)
        ON CONFLICT DO NOTHING RETURNING tenant_id, channel_id, wamid, status
        """;

    // Two out for one in: the table cannot grow without end, and no sweep is needed.
    private const string DeleteOld = """
        DELETE FROM early_statuses WHERE (tenant_id, channel_id, wamid, status) IN (
            SELECT tenant_id, channel_id, wamid, status FROM early_statuses WHERE received_at < $1 ORDER BY received_at LIMIT $2 FOR UPDATE SKIP LOCKED)
        """;

    public static long LockOf(string tenantId, string channelId, string whatsAppId) => PgLocks.Key("wamid", tenantId, channelId, whatsAppId);

    public static void AddSelect(PgBatch batch, List<AttemptOutcome> outcomes) =>
        batch.Add(Select).Texts(outcomes, o => o.TenantId).Texts(outcomes, o => o.ChannelId).Texts(outcomes, o => o.WhatsAppId);

    public static void AddSelect(PgBatch batch, List<IntakeMessage> echoes) =>
        batch.Add(Select).Texts(echoes, e => e.TenantId).Texts(echoes, e => e.ChannelId).Texts(echoes, e => e.Message.WhatsAppId);

    public static async Task<EarlyStatusOverlay> Read(PgResults results) => new((await results.Next(row => (
        row.Text(0), row.Text(1), new ReportedStatus((MessageStatus)row.Int(3), row.Time(4), row.Text(2), row.ReadError(5), row.TimeOrNull(9), row.Int(10))))).Distinct());

    public static void AddInsert(
        PgBatch batch, IReadOnlyCollection<KeyValuePair<EarlyStatus, (ReportedStatus Status, DateTimeOffset ReceivedAt)>> rows, TimeSpan retention)
    {
        batch.Add(DeleteOld).Time(rows.Max(r => r.Value.ReceivedAt) - retention).Int(2 * rows.Count);
        batch.Add(Insert).Texts(rows, r => r.Key.TenantId).Texts(rows, r => r.Key.ChannelId).Texts(rows, r => r.Key.WhatsAppId)
            .Ints(rows, r => (int)r.Key.Status).Times(rows, r => r.Value.Status.At).Times(rows, r => r.Value.ReceivedAt)
            .Errors(rows, r => r.Value.Status.Error).TimesOrNull(rows, r => r.Value.Status.RetryAt).Ints(rows, r => r.Value.Status.TriesMax);
    }

    public static Task<List<EarlyStatus>> ReadInserted(PgResults results) =>
        results.Next(row => new EarlyStatus(row.Text(0), row.Text(1), row.Text(2), (MessageStatus)row.Int(3)));
}
