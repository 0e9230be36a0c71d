using OrleansWa.Contracts.Messages;
using OrleansWa.Storage.Content;
using OrleansWa.Storage.Sqlite.Engine;

namespace OrleansWa.Storage.Sqlite.Messages;

/// <summary>Writes and reads rows of <c>messages</c>; the only place that knows the order of its columns and its codec.</summary>
internal sealed class MessageRows(IContentCodec codec)
{
    /// <summary>Columns in the order that <see cref="Read"/> expects; the table is named <c>m</c>.</summary>
    public const string Columns = """
        m.seq, m.id, m.tenant_id, m.channel_id, m.contact_id, m.outbound, m.type, m.content_codec, m.content, m.status, m.lane, m.due_at,
        m.expires_at, m.wamid, m.reply_to, m.callback_data, m.origin, m.trace_id, m.attempts, m.error_code, m.error_title, m.error_details,
        m.error_remedy, m.created_at, m.attempted_at, m.sent_at, m.delivered_at, m.read_at, m.failed_at, m.wa_timestamp, m.on_unknown,
        m.attempts_before, m.fallback_type, m.fallback, m.uses_fallback
        """;

    /// <summary>How many columns <see cref="Columns"/> names; a query may add its own behind them.</summary>
    public const int ColumnCount = 35;

    private const string Insert = """
        INSERT INTO messages (id, tenant_id, channel_id, contact_id, outbound, type, status, lane, ready, due_at, expires_at, wamid, reply_to,
            callback_data, origin, trace_id, attempts, error_code, error_title, error_details, error_remedy, created_at, attempted_at, sent_at,
            delivered_at, read_at, failed_at, wa_timestamp, on_unknown, idempotency_key, request_hash, content_codec, content, text, choice,
            fallback_type, fallback)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28,
            ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, ?37)
        ON CONFLICT DO NOTHING
        """;

    private const string SelectBySeq = "SELECT " + Columns + " FROM messages m WHERE m.seq = ?1";

    private const string SelectKnown = "SELECT 1 FROM messages WHERE tenant_id = ?1 AND id = ?2";

    public static bool IsKnown(SqliteDb db, string tenantId, string id) => db.Query(SelectKnown).Bind(tenantId).Bind(id).First(_ => true);

    /// <summary>Inserts an outgoing row; false when its id or its idempotency key exists.</summary>
    public bool Add(SqliteDb db, NewMessage message) => Add(db, message, text: null, choice: null);

    /// <summary>Inserts an incoming row; false when its id exists.</summary>
    public bool AddIncoming(SqliteDb db, MessageRow row, string? text, string? choice) => Add(db, new NewMessage(row), text, choice);

    /// <summary>Decodes a content column.</summary>
    public string Decode(SqliteStatement row, string tenantId, int codecColumn, int column) =>
        codec.Decode(tenantId, row.Int(codecColumn), row.Blob(column));

    /// <summary>Decodes a content column that may be absent.</summary>
    public string? DecodeOrNull(SqliteStatement row, string tenantId, int codecColumn, int column) =>
        row.IsNull(column) ? null : Decode(row, tenantId, codecColumn, column);

    /// <summary>The row of a number that a query of the same snapshot gave.</summary>
    public MessageRow ReadOne(SqliteDb db, long seq) => db.Query(SelectBySeq).Bind(seq).First(Read)!;

    public MessageRow Read(SqliteStatement row) => new()
    {
        Seq = row.Long(0),
        Id = row.Text(1),
        TenantId = row.Text(2),
        ChannelId = row.Text(3),
        ContactId = row.Text(4),
        Outbound = row.Bool(5),
        Content = new MessageContent(row.Text(6), Decode(row, row.Text(2), 7, 8)),
        Status = (MessageStatus)row.Int(9),
        Lane = (Lane)row.Int(10),
        DueAt = row.Time(11),
        ExpiresAt = row.TimeOrNull(12),
        WhatsAppId = row.TextOrNull(13),
        ReplyTo = row.TextOrNull(14),
        CallbackData = row.TextOrNull(15),
        Origin = row.TextOrNull(16),
        TraceId = row.TextOrNull(17),
        Attempts = row.Int(18),
        Error = MessageErrorColumns.Read(row, 19),
        CreatedAt = row.Time(23),
        AttemptedAt = row.TimeOrNull(24),
        SentAt = row.TimeOrNull(25),
        DeliveredAt = row.TimeOrNull(26),
        ReadAt = row.TimeOrNull(27),
        FailedAt = row.TimeOrNull(28),
        WhatsAppTimestamp = row.TimeOrNull(29),
        OnUnknown = (OnUnknown)row.Int(30),
        AttemptsBefore = row.Int(31),
        Fallback = row.IsNull(32) ? null : new MessageContent(row.Text(32), Decode(row, row.Text(2), 7, 33)),
        UsesFallback = row.Bool(34),
    };

    private bool Add(SqliteDb db, NewMessage message, string? text, string? choice)
    {
        var row = message.Row;
        var content = EncodedContent.Of(codec, db.ContentBuffer(), row.TenantId, row.Content.Json, text, choice, row.Fallback?.Json);
        var statement = BindRow(db.Query(Insert), row).Bind(message.IdempotencyKey).Bind(message.RequestHash);
        return content.Bind(statement, row.Fallback?.Type).Run() == 1;
    }

    private static SqliteStatement BindRow(SqliteStatement statement, MessageRow row)
    {
        statement.Bind(row.Id).Bind(row.TenantId).Bind(row.ChannelId).Bind(row.ContactId).Bind(row.Outbound).Bind(row.Content.Type)
            .Bind((long)row.Status).Bind((long)row.Lane).Bind(row.DueAt <= row.CreatedAt).Bind(row.DueAt).Bind(row.ExpiresAt)
            .Bind(row.WhatsAppId).Bind(row.ReplyTo).Bind(row.CallbackData).Bind(row.Origin).Bind(row.TraceId).Bind(row.Attempts);
        return MessageErrorColumns.Bind(statement, row.Error)
            .Bind(row.CreatedAt).Bind(row.AttemptedAt).Bind(row.SentAt).Bind(row.DeliveredAt).Bind(row.ReadAt).Bind(row.FailedAt)
            .Bind(row.WhatsAppTimestamp).Bind((long)row.OnUnknown);
    }
}
