using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.DeadLetters;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.Content;
using OrleansWa.Storage.DeadLetters;
using OrleansWa.Storage.Messages;
using OrleansWa.Storage.Sqlite.Engine;

namespace OrleansWa.Storage.Sqlite.DeadLetters;

/// <summary>Rows of <c>incoming_dead_letters</c>.</summary>
internal sealed class IncomingDeadLetterRows(IContentCodec codec, SqliteStorageOptions options)
{
    private const string Columns =
        "seq, id, channel_id, contact_id, message_id, type, failed_at, error_code, error_title, error_details, error_remedy, account_id, ended_at, event_seq";

    internal const string SelectHead = "SELECT " + Columns + """
         FROM incoming_dead_letters INDEXED BY incoming_dead_letters_open
        WHERE scope = ?1 AND ended_at IS NULL AND (failed_at, seq) < (?2, ?3) AND (?4 IS NULL OR channel_id = ?4) AND (?5 IS NULL OR error_code = ?5)
        ORDER BY failed_at DESC, seq DESC LIMIT ?6
        """;

    private const string SelectOne = "SELECT " + Columns + " FROM incoming_dead_letters WHERE scope = ?1 AND id = ?2";

    private const string SelectContent = "SELECT connector, content_codec, content FROM incoming_dead_letters WHERE scope = ?1 AND id = ?2 AND content IS NOT NULL";

    private const string Insert = """
        INSERT INTO incoming_dead_letters (scope, id, channel_id, contact_id, message_id, type, failed_at, error_code, error_title, error_details,
            error_remedy, account_id, event_seq, connector, content_codec, content)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16) ON CONFLICT DO NOTHING
        """;

    private const string EndOne = "UPDATE incoming_dead_letters SET ended_at = ?3 WHERE scope = ?1 AND id = ?2 AND ended_at IS NULL";

    // Two out for one in, as with kept events. They are numbered as they come, so that the first numbers are the oldest.
    private const string DeleteOld = """
        DELETE FROM incoming_dead_letters WHERE seq IN (SELECT seq FROM incoming_dead_letters ORDER BY seq LIMIT 2) AND failed_at < ?1
        """;

    /// <summary>Adds one; nothing when it was listed before, whatever became of it.</summary>
    public void Add(SqliteDb db, IncomingDeadLetterRow row)
    {
        var letter = row.Letter;
        db.Query(DeleteOld).Bind(letter.FailedAt - options.DeadLetterRetention).Run();
        var buffer = db.ContentBuffer();
        var number = row.Json is null ? PlainContentCodec.Number : codec.Encode(row.Scope, row.Json, buffer);
        var statement = db.Query(Insert).Bind(row.Scope).Bind(letter.Id).Bind(letter.ChannelId).Bind(letter.ContactId).Bind(letter.MessageId)
            .Bind(letter.Type).Bind(letter.FailedAt).Bind(letter.Error.Code).Bind(letter.Error.Title).Bind(letter.Error.Details)
            .Bind(letter.Error.Remedy).Bind(letter.AccountId).Bind(letter.EventSeq).Bind((long)row.Connector).Bind(number);
        (row.Json is null ? statement.BindNull() : statement.BindBlob(buffer.WrittenSpan)).Run();
    }

    /// <summary>The first rows below the cursor.</summary>
    public static IReadOnlyList<(long Seq, IncomingDeadLetter Letter)> Head(SqliteDb db, string scope, DeadLetterFilter filter, MessageCursor after, int limit) =>
        db.Query(SelectHead).Bind(scope).Bind(after.At).Bind(after.Seq).Bind(filter.ChannelId).Bind(filter.Code).Bind(limit).All(Read);

    public static IncomingDeadLetter? Find(SqliteDb db, string scope, string id) => db.Query(SelectOne).Bind(scope).Bind(id).First(Read).Letter;

    public UnroutedMessage? Unrouted(SqliteDb db, string scope, string id) => db.Query(SelectContent).Bind(scope).Bind(id).First(
        row => new UnroutedMessage((ConnectorKind)row.Int(0), scope, UnroutedJson.Read(codec.Decode(scope, row.Int(1), row.Blob(2)))));

    public static void End(SqliteDb db, string scope, string id, DateTimeOffset at) => db.Query(EndOne).Bind(scope).Bind(id).Bind(at).Run();

    private static (long Seq, IncomingDeadLetter Letter) Read(SqliteStatement row) => (row.Long(0), new()
    {
        Id = row.Text(1),
        ChannelId = row.TextOrNull(2),
        ContactId = row.TextOrNull(3),
        MessageId = row.TextOrNull(4),
        Type = row.Text(5),
        FailedAt = row.Time(6),
        Error = new MessageError(row.Text(7), row.Text(8), row.Text(9), row.Text(10)),
        AccountId = row.TextOrNull(11),
        EndedAt = row.TimeOrNull(12),
        EventSeq = row.IsNull(13) ? null : row.Long(13),
    });
}
