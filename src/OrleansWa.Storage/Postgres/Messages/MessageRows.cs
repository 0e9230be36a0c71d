using System.Buffers;
using OrleansWa.Contracts.Messages;
using OrleansWa.Storage.Content;
using OrleansWa.Storage.Postgres.Engine;

namespace OrleansWa.Storage.Postgres.Messages;

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

    private const string InsertColumns = """
        id, tenant_id, channel_id, contact_id, outbound, type, status, lane, ready, due_at, expires_at, wamid, reply_to, callback_data, origin,
        trace_id, attempts, error_code, error_title, error_details, error_remedy, created_at, attempted_at, sent_at, delivered_at, read_at,
        failed_at, wa_timestamp, on_unknown, idempotency_key, request_hash, content_codec, content, text, choice, fallback_type,
        fallback
        """;

    // seq is drawn row by row in the order of the batch; the rows of the conversations are locked by then.
    private const string Insert = "INSERT INTO messages (" + InsertColumns + ") SELECT " + InsertColumns + """
         FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27,
            $28, $29, $30, $31, $32, $33, $34, $35, $36, $37) WITH ORDINALITY AS u (
        """ + InsertColumns + """
        , i) ORDER BY i ON CONFLICT DO NOTHING RETURNING seq, tenant_id, id
        """;

    public EncodedMessage Encode(NewMessage message, string? text = null, string? choice = null)
    {
        var row = Stored(message.Row);
        var (number, content) = Encode(row.TenantId, row.Content.Json);
        return new EncodedMessage(
            row,
            PgText.CleanOrNull(message.IdempotencyKey),
            PgText.CleanOrNull(message.RequestHash),
            number,
            content,
            EncodeOrNull(row.TenantId, text),
            EncodeOrNull(row.TenantId, choice),
            EncodeOrNull(row.TenantId, row.Fallback?.Json));
    }

    public (int Codec, byte[] Bytes) Encode(string tenantId, string content)
    {
        var buffer = new ArrayBufferWriter<byte>(content.Length + 64);
        var number = codec.Encode(tenantId, content, buffer);
        return (number, buffer.WrittenSpan.ToArray());
    }

    /// <summary>Adds the insert of rows; a row whose id or idempotency key exists is left out. Its result: seq, tenant and id of those inserted.</summary>
    public static void AddInsert(PgBatch batch, IReadOnlyCollection<EncodedMessage> rows) => batch.Add(Insert)
        .Texts(rows, r => r.Row.Id).Texts(rows, r => r.Row.TenantId).Texts(rows, r => r.Row.ChannelId).Texts(rows, r => r.Row.ContactId)
        .Bools(rows, r => r.Row.Outbound).Texts(rows, r => r.Row.Content.Type).Ints(rows, r => (int)r.Row.Status).Ints(rows, r => (int)r.Row.Lane)
        .Bools(rows, r => r.Row.DueAt <= r.Row.CreatedAt).Times(rows, r => r.Row.DueAt).TimesOrNull(rows, r => r.Row.ExpiresAt)
        .Texts(rows, r => r.Row.WhatsAppId).Texts(rows, r => r.Row.ReplyTo).Texts(rows, r => r.Row.CallbackData).Texts(rows, r => r.Row.Origin)
        .Texts(rows, r => r.Row.TraceId).Ints(rows, r => r.Row.Attempts).Errors(rows, r => r.Row.Error).Times(rows, r => r.Row.CreatedAt)
        .TimesOrNull(rows, r => r.Row.AttemptedAt).TimesOrNull(rows, r => r.Row.SentAt).TimesOrNull(rows, r => r.Row.DeliveredAt)
        .TimesOrNull(rows, r => r.Row.ReadAt).TimesOrNull(rows, r => r.Row.FailedAt).TimesOrNull(rows, r => r.Row.WhatsAppTimestamp)
        .Ints(rows, r => (int)r.Row.OnUnknown).Texts(rows, r => r.IdempotencyKey).Texts(rows, r => r.RequestHash).Ints(rows, r => r.Codec).Blobs(rows, r => r.Content)
        .Blobs(rows, r => r.Text).Blobs(rows, r => r.Choice).Texts(rows, r => r.Row.Fallback?.Type).Blobs(rows, r => r.Fallback);

    /// <summary>Decodes a content column.</summary>
    public string Decode(PgRow row, string tenantId, int codecColumn, int column) => codec.Decode(tenantId, row.Int(codecColumn), row.Blob(column));

    /// <summary>Decodes a content column that may be absent.</summary>
    public string? DecodeOrNull(PgRow row, string tenantId, int codecColumn, int column) =>
        row.IsNull(column) ? null : Decode(row, tenantId, codecColumn, column);

    public MessageRow Read(PgRow row) => new()
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
        Error = row.ReadError(19),
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

    /// <summary>A row as it will be read back, so that a repeat is answered with the very same row.</summary>
    private static MessageRow Stored(MessageRow row) => row with
    {
        Seq = 0,
        Id = PgText.Clean(row.Id),
        TenantId = PgText.Clean(row.TenantId),
        ChannelId = PgText.Clean(row.ChannelId),
        ContactId = PgText.Clean(row.ContactId),
        Content = row.Content with { Type = PgText.Clean(row.Content.Type) },
        Fallback = row.Fallback is { } fallback ? fallback with { Type = PgText.Clean(fallback.Type) } : null,
        WhatsAppId = PgText.CleanOrNull(row.WhatsAppId),
        ReplyTo = PgText.CleanOrNull(row.ReplyTo),
        CallbackData = PgText.CleanOrNull(row.CallbackData),
        Origin = PgText.CleanOrNull(row.Origin),
        TraceId = PgText.CleanOrNull(row.TraceId),
        DueAt = Milliseconds(row.DueAt),
        ExpiresAt = MillisecondsOrNull(row.ExpiresAt),
        CreatedAt = Milliseconds(row.CreatedAt),
        AttemptedAt = MillisecondsOrNull(row.AttemptedAt),
        SentAt = MillisecondsOrNull(row.SentAt),
        DeliveredAt = MillisecondsOrNull(row.DeliveredAt),
        ReadAt = MillisecondsOrNull(row.ReadAt),
        FailedAt = MillisecondsOrNull(row.FailedAt),
        WhatsAppTimestamp = MillisecondsOrNull(row.WhatsAppTimestamp),
    };

    private static DateTimeOffset Milliseconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());

    private static DateTimeOffset? MillisecondsOrNull(DateTimeOffset? time) => time is { } given ? Milliseconds(given) : null;

    private byte[]? EncodeOrNull(string tenantId, string? content) => content is null ? null : Encode(tenantId, content).Bytes;
}
