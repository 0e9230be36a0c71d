using OrleansWa.Contracts.Messages;
using OrleansWa.Storage.Sqlite.Engine;

namespace OrleansWa.Storage.Sqlite.Messages;

/// <summary>The part of an outgoing row that statuses and outcomes change.</summary>
internal sealed record MessageProgress
{
    /// <summary>Columns in the order of <see cref="Read"/>.</summary>
    public const string Columns = """
        seq, contact_id, status, attempts, attempted_at, wamid, due_at, ready, unknown_at, sent_at, delivered_at, read_at, played_at, failed_at,
        error_code, error_title, error_details, error_remedy
        """;

    private const string Update = """
        UPDATE messages SET status = ?2, attempts = ?3, wamid = ?4, due_at = ?5, ready = ?6, unknown_at = ?7, sent_at = ?8, delivered_at = ?9,
            read_at = ?10, played_at = ?11, failed_at = ?12, error_code = ?13, error_title = ?14, error_details = ?15, error_remedy = ?16
        WHERE seq = ?1
        """;

    public required long Seq { get; init; }

    public required string ContactId { get; init; }

    public required MessageStatus Status { get; init; }

    public required int Attempts { get; init; }

    public required DateTimeOffset? AttemptedAt { get; init; }

    public required string? WhatsAppId { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public required bool Ready { get; init; }

    public required DateTimeOffset? UnknownAt { get; init; }

    public required DateTimeOffset? SentAt { get; init; }

    public required DateTimeOffset? DeliveredAt { get; init; }

    public required DateTimeOffset? ReadAt { get; init; }

    public required DateTimeOffset? PlayedAt { get; init; }

    public required DateTimeOffset? FailedAt { get; init; }

    public required MessageError? Error { get; init; }

    /// <summary>Whether it is still in the queue and holds back its followers.</summary>
    public bool IsOpen => Status is MessageStatus.Pending or MessageStatus.Sending or MessageStatus.OutcomeUnknown;

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
    };

    public void Save(SqliteDb db)
    {
        var statement = db.Query(Update).Bind(Seq).Bind((long)Status).Bind(Attempts).Bind(WhatsAppId).Bind(DueAt).Bind(Ready).Bind(UnknownAt)
            .Bind(SentAt).Bind(DeliveredAt).Bind(ReadAt).Bind(PlayedAt).Bind(FailedAt);
        MessageErrorColumns.Bind(statement, Error).Run();
    }
}
