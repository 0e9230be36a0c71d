using OrleansWa.Storage.Postgres.Engine;

namespace OrleansWa.Storage.Postgres.Webhooks;

/// <summary>Rows of <c>inbox</c>: which events came, in which order, and whether they are handled.</summary>
internal static class InboxRows
{
    internal const string SelectKnown = """
        SELECT u.i FROM unnest($1, $2, $3) WITH ORDINALITY AS u (tenant_id, channel_id, event_id, i)
        WHERE EXISTS (SELECT FROM inbox x WHERE x.tenant_id = u.tenant_id AND x.channel_id = u.channel_id AND x.event_id = u.event_id)
        """;

    // After the rows of the conversations are locked: see ConversationRows.
    private const string DrawNumbers = "SELECT nextval('inbox_seq') FROM generate_series(1, $1)";

    private const string Insert = """
        INSERT INTO inbox (seq, tenant_id, channel_id, contact_id, event_id, message_id, previous_seq, received_at, silent)
        SELECT seq, tenant_id, channel_id, contact_id, event_id, message_id, previous_seq, received_at, silent
        FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)
            AS u (seq, tenant_id, channel_id, contact_id, event_id, message_id, previous_seq, received_at, silent)
        ON CONFLICT DO NOTHING RETURNING 1
        """;

    public static void AddLook(PgBatch batch, List<IntakeMessage> messages) =>
        batch.Add(SelectKnown).Texts(messages, m => m.TenantId).Texts(messages, m => m.ChannelId).Texts(messages, m => m.EventId);

    /// <summary>Which of the messages are known, by their index.</summary>
    public static async Task<HashSet<int>> ReadLook(PgResults results) => [.. await results.Next(row => (int)row.Long(0) - 1)];

    public static void AddDraw(PgBatch batch, int count) => batch.Add(DrawNumbers).Int(count);

    public static async Task<Queue<long>> ReadDrawn(PgResults results) => new((await results.Next(row => row.Long(0))).Order());

    public static void AddInsert(PgBatch batch, List<InboxRow> rows) => batch.Add(Insert).Longs(rows, r => r.Stored.Event.Seq)
        .Texts(rows, r => r.Stored.TenantId).Texts(rows, r => r.Stored.ChannelId).Texts(rows, r => r.Stored.ContactId)
        .Texts(rows, r => r.Message.EventId).Texts(rows, r => r.Stored.Event.MessageId).Longs(rows, r => r.Stored.Event.PreviousSeq)
        .Times(rows, r => r.Stored.Event.ReceivedAt).Bools(rows, r => r.Stored.Event.Silent);

    /// <summary>Another silo that stored one of the events meanwhile was faster: then everything is decided anew.</summary>
    public static async Task ReadInserted(PgResults results, int expected)
    {
        if ((await results.Next(_ => 0)).Count < expected)
        {
            throw new RaceException("an event");
        }
    }
}
