using OrleansWa.Contracts.Messages;
using OrleansWa.Storage.Messages;
using OrleansWa.Storage.Sqlite.Engine;

namespace OrleansWa.Storage.Sqlite.Messages;

/// <summary>Reads and writes the part of an outgoing row that statuses and outcomes change.</summary>
internal static class MessageProgressRows
{
    /// <summary>Columns in the order of <see cref="Read"/>.</summary>
    public const string Columns = """
        seq, contact_id, status, attempts, attempted_at, wamid, due_at, ready, unknown_at, sent_at, delivered_at, read_at, played_at, failed_at,
        error_code, error_title, error_details, error_remedy, earlier_wamids, attempts_before, expires_at, uses_fallback, claim
        """;

    private const string Update = """
        UPDATE messages SET status = ?2, attempts = ?3, wamid = ?4, due_at = ?5, ready = ?6, unknown_at = ?7, sent_at = ?8, delivered_at = ?9,
            read_at = ?10, played_at = ?11, failed_at = ?12, error_code = ?13, error_title = ?14, error_details = ?15, error_remedy = ?16,
            earlier_wamids = ?17, uses_fallback = ?18
        WHERE seq = ?1
        """;

    public static MessageProgress Read(SqliteStatement row) => new()
    {
        Seq = row.Long(0),
        ContactId = row.Text(1),
        Status = (MessageStatus)row.Int(2),
        Attempts = row.Int(3),
        AttemptedAt = row.TimeOrNull(4),
        WhatsAppId = row.TextOrNull(5),
        DueAt = row.Time(6),
        Ready = row.Bool(7),
        UnknownAt = row.TimeOrNull(8),
        SentAt = row.TimeOrNull(9),
        DeliveredAt = row.TimeOrNull(10),
        ReadAt = row.TimeOrNull(11),
        PlayedAt = row.TimeOrNull(12),
        FailedAt = row.TimeOrNull(13),
        Error = MessageErrorColumns.Read(row, 14),
        EarlierWhatsAppIds = row.TextOrNull(18),
        AttemptsBefore = row.Int(19),
        ExpiresAt = row.TimeOrNull(20),
        UsesFallback = row.Bool(21),
        Claim = row.IsNull(22) ? null : row.Long(22),
    };

    public static void Save(SqliteDb db, MessageProgress row)
    {
        var statement = db.Query(Update).Bind(row.Seq).Bind((long)row.Status).Bind(row.Attempts).Bind(row.WhatsAppId).Bind(row.DueAt).Bind(row.Ready)
            .Bind(row.UnknownAt).Bind(row.SentAt).Bind(row.DeliveredAt).Bind(row.ReadAt).Bind(row.PlayedAt).Bind(row.FailedAt);
        MessageErrorColumns.Bind(statement, row.Error).Bind(row.EarlierWhatsAppIds).Bind(row.UsesFallback).Run();
    }
}
