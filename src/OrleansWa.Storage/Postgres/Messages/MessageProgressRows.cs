using OrleansWa.Contracts.Messages;
using OrleansWa.Storage.Messages;
using OrleansWa.Storage.Postgres.Engine;

namespace OrleansWa.Storage.Postgres.Messages;

/// <summary>Reads and writes the part of an outgoing row that statuses and outcomes change.</summary>
internal static class MessageProgressRows
{
    private const string Columns = """
        m.tenant_id, m.channel_id, m.id, m.seq, m.contact_id, m.status, m.attempts, m.attempted_at, m.wamid, m.due_at, m.ready, m.unknown_at,
        m.sent_at, m.delivered_at, m.read_at, m.played_at, m.failed_at, m.error_code, m.error_title, m.error_details, m.error_remedy,
        m.earlier_wamids, m.attempts_before, m.expires_at, m.uses_fallback, m.claim
        """;

    /// <summary>
    /// Locks messages by our id, or by WhatsApp's, in the order of their numbers: statuses and outcomes of the same rows come at the same time. A
    /// row that another transaction held is read as that one left it.
    /// </summary>
    internal const string SelectLocked = "SELECT " + Columns + """
         FROM messages m WHERE m.outbound AND m.seq IN (
            SELECT x.seq FROM unnest($1, $2, $3) AS u (tenant_id, channel_id, id)
            JOIN messages x ON x.tenant_id = u.tenant_id AND x.id = u.id AND x.channel_id = u.channel_id
            UNION ALL
            SELECT (SELECT x.seq FROM messages x
                WHERE x.tenant_id = u.tenant_id AND x.channel_id = u.channel_id AND x.wamid = u.wamid AND x.outbound AND x.wamid IS NOT NULL LIMIT 1)
            FROM unnest($4, $5, $6) AS u (tenant_id, channel_id, wamid))
        ORDER BY m.seq FOR NO KEY UPDATE OF m
        """;

    internal const string Update = """
        UPDATE messages m SET status = u.status, attempts = u.attempts, wamid = u.wamid, due_at = u.due_at, ready = u.ready, unknown_at = u.unknown_at,
            sent_at = u.sent_at, delivered_at = u.delivered_at, read_at = u.read_at, played_at = u.played_at, failed_at = u.failed_at,
            error_code = u.error_code, error_title = u.error_title, error_details = u.error_details, error_remedy = u.error_remedy,
            earlier_wamids = u.earlier_wamids, uses_fallback = u.uses_fallback
        FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) AS u (seq, status, attempts, wamid, due_at, ready, unknown_at,
            sent_at, delivered_at, read_at, played_at, failed_at, error_code, error_title, error_details, error_remedy, earlier_wamids, uses_fallback)
        WHERE m.seq = u.seq
        """;

    public static (string TenantId, string ChannelId, string Id, MessageProgress Message) Read(PgRow row) => (row.Text(0), row.Text(1), row.Text(2), new()
    {
        Seq = row.Long(3),
        ContactId = row.Text(4),
        Status = (MessageStatus)row.Int(5),
        Attempts = row.Int(6),
        AttemptedAt = row.TimeOrNull(7),
        WhatsAppId = row.TextOrNull(8),
        DueAt = row.Time(9),
        Ready = row.Bool(10),
        UnknownAt = row.TimeOrNull(11),
        SentAt = row.TimeOrNull(12),
        DeliveredAt = row.TimeOrNull(13),
        ReadAt = row.TimeOrNull(14),
        PlayedAt = row.TimeOrNull(15),
        FailedAt = row.TimeOrNull(16),
        Error = row.ReadError(17),
        EarlierWhatsAppIds = row.TextOrNull(21),
        AttemptsBefore = row.Int(22),
        ExpiresAt = row.TimeOrNull(23),
        UsesFallback = row.Bool(24),
        Claim = row.IsNull(25) ? null : row.Long(25),
    });

    public static void AddSave(PgBatch batch, IReadOnlyCollection<MessageProgress> rows)
    {
        if (rows.Count > 0)
        {
            batch.Add(Update).Longs(rows, r => r.Seq).Ints(rows, r => (int)r.Status).Ints(rows, r => r.Attempts).Texts(rows, r => r.WhatsAppId)
                .Times(rows, r => r.DueAt).Bools(rows, r => r.Ready).TimesOrNull(rows, r => r.UnknownAt).TimesOrNull(rows, r => r.SentAt)
                .TimesOrNull(rows, r => r.DeliveredAt).TimesOrNull(rows, r => r.ReadAt).TimesOrNull(rows, r => r.PlayedAt)
                .TimesOrNull(rows, r => r.FailedAt).Errors(rows, r => r.Error).Texts(rows, r => r.EarlierWhatsAppIds).Bools(rows, r => r.UsesFallback);
        }
    }
}
