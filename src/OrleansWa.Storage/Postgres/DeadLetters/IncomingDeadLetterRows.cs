using OrleansWa.Contracts.DeadLetters;
using OrleansWa.Storage.Content;
using OrleansWa.Storage.DeadLetters;
using OrleansWa.Storage.Postgres.Engine;
using OrleansWa.Storage.Postgres.Messages;

namespace OrleansWa.Storage.Postgres.DeadLetters;

/// <summary>Rows of <c>incoming_dead_letters</c>.</summary>
internal static class IncomingDeadLetterRows
{
    private const string Columns =
        "seq, id, channel_id, contact_id, message_id, type, failed_at, error_code, error_title, error_details, error_remedy, account_id, ended_at, event_seq";

    internal const string SelectHead = "SELECT " + Columns + """
         FROM incoming_dead_letters
        WHERE scope = $1 AND ended_at IS NULL AND (failed_at, seq) < ($2, $3) AND ($4 IS NULL OR channel_id = $4) AND ($5 IS NULL OR error_code = $5)
        ORDER BY failed_at DESC, seq DESC LIMIT $6
        """;

    internal const string SelectOne = "SELECT " + Columns + " FROM incoming_dead_letters WHERE scope = $1 AND id = $2";

    internal const string SelectContent = "SELECT connector, content_codec, content FROM incoming_dead_letters WHERE scope = $1 AND id = $2 AND content IS NOT NULL";

    internal const string EndOne = "UPDATE incoming_dead_letters SET ended_at = $3 WHERE scope = $1 AND id = $2 AND ended_at IS NULL";

    private const string InsertColumns = """
        scope, id, channel_id, contact_id, message_id, type, failed_at, error_code, error_title, error_details, error_remedy, account_id, event_seq,
        connector, content_codec, content
        """;

    private const string Insert = "INSERT INTO incoming_dead_letters (" + InsertColumns + ") SELECT " + InsertColumns + """
         FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) WITH ORDINALITY AS u (
        """ + InsertColumns + """
        , i) ORDER BY scope, id ON CONFLICT DO NOTHING
        """;

    // Two out for one in, as with kept events. They are numbered as they come, so that the first numbers are the oldest.
    private const string DeleteOld = """
        DELETE FROM incoming_dead_letters WHERE seq IN (SELECT seq FROM incoming_dead_letters ORDER BY seq LIMIT $2 FOR UPDATE SKIP LOCKED) AND failed_at < $1
        """;

    public static EncodedDeadLetter Encode(MessageRows codec, IncomingDeadLetterRow row)
    {
        var (number, content) = row.Json is null ? (PlainContentCodec.Number, null) : codec.Encode(PgText.Clean(row.Scope), row.Json);
        return new EncodedDeadLetter(row, number, content);
    }

    /// <summary>Adds some; one that was listed before is left as it is, whatever became of it.</summary>
    public static void AddInsert(PgBatch batch, List<EncodedDeadLetter> rows, TimeSpan retention)
    {
        if (rows.Count == 0)
        {
            return;
        }

        batch.Add(DeleteOld).Time(rows.Max(r => r.Row.Letter.FailedAt) - retention).Int(2 * rows.Count);
        batch.Add(Insert).Texts(rows, r => r.Row.Scope).Texts(rows, r => r.Row.Letter.Id).Texts(rows, r => r.Row.Letter.ChannelId)
            .Texts(rows, r => r.Row.Letter.ContactId).Texts(rows, r => r.Row.Letter.MessageId).Texts(rows, r => r.Row.Letter.Type)
            .Times(rows, r => r.Row.Letter.FailedAt).Errors(rows, r => r.Row.Letter.Error).Texts(rows, r => r.Row.Letter.AccountId)
            .LongsOrNull(rows, r => r.Row.Letter.EventSeq).Ints(rows, r => (int)r.Row.Connector).Ints(rows, r => r.Codec).Blobs(rows, r => r.Content);
    }

    public static (long Seq, IncomingDeadLetter Letter) Read(PgRow row) => (row.Long(0), new()
    {
        Id = row.Text(1),
        ChannelId = row.TextOrNull(2),
        ContactId = row.TextOrNull(3),
        MessageId = row.TextOrNull(4),
        Type = row.Text(5),
        FailedAt = row.Time(6),
        Error = row.ReadError(7)!,
        AccountId = row.TextOrNull(11),
        EndedAt = row.TimeOrNull(12),
        EventSeq = row.IsNull(13) ? null : row.Long(13),
    });
}
