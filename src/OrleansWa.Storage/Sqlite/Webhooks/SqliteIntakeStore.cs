using OrleansWa.Contracts.Conversations;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.Sqlite.Engine;
using OrleansWa.Storage.Sqlite.Messages;

namespace OrleansWa.Storage.Sqlite.Webhooks;

/// <summary>The inbox.</summary>
internal sealed class SqliteIntakeStore(SqliteEngine engine, IntakeAppend append, MessageRows rows) : IIntakeStore
{
    private const int MaxRows = 1_000;

    private const string Columns = """
        SELECT i.seq, i.previous_seq, i.message_id, i.received_at, i.silent, m.type, m.content_codec, m.text, m.choice, m.wa_timestamp, m.trace_id,
            c.name, coalesce(c.wa_id, c.phone), m.outbound

        """;

    internal const string SelectOne = Columns + """
        FROM inbox i
        JOIN messages m ON m.tenant_id = i.tenant_id AND m.id = i.message_id
        LEFT JOIN contacts c ON c.tenant_id = i.tenant_id AND c.id = i.contact_id
        WHERE i.seq = ?4 AND i.tenant_id = ?1 AND i.channel_id = ?2 AND i.contact_id = ?3
        """;

    internal const string SelectUnhandled = Columns + """
        FROM inbox i INDEXED BY inbox_unhandled
        JOIN messages m ON m.tenant_id = i.tenant_id AND m.id = i.message_id
        LEFT JOIN contacts c ON c.tenant_id = i.tenant_id AND c.id = i.contact_id
        WHERE i.tenant_id = ?1 AND i.channel_id = ?2 AND i.contact_id = ?3 AND i.handled = 0 AND i.seq > ?4 ORDER BY i.seq LIMIT ?5
        """;

    internal const string SelectWithUnhandled = """
        SELECT DISTINCT contact_id FROM inbox INDEXED BY inbox_unhandled
        WHERE tenant_id = ?1 AND channel_id = ?2 AND handled = 0 AND received_at < ?3 ORDER BY contact_id LIMIT ?4
        """;

    public async ValueTask<IntakeStored> Append(IntakeRows rows, CancellationToken ct = default) =>
        rows.Messages.Count + rows.Statuses.Count + rows.Kept.Count + rows.Unrouted.Count + rows.ContactUpdates.Count == 0
            ? new IntakeStored([], 0, 0, [], [])
            : await engine.Write(db => append.Run(db, rows), IntakeAppend.Weight(rows), ct);

    public ValueTask<IReadOnlyList<InboundEvent>> Unhandled(
        string tenantId, string channelId, string contactId, long afterSeq, int limit, CancellationToken ct = default) =>
        engine.Read(
            db => db.Query(SelectUnhandled).Bind(tenantId).Bind(channelId).Bind(contactId).Bind(afterSeq).Bind(Math.Clamp(limit, 0, MaxRows))
                .All(row => Read(row, tenantId)),
            ct);

    public ValueTask<InboundEvent?> Find(string tenantId, string channelId, string contactId, long seq, CancellationToken ct = default) =>
        engine.Read(db => db.Query(SelectOne).Bind(tenantId).Bind(channelId).Bind(contactId).Bind(seq).First(row => Read(row, tenantId)), ct);

    public ValueTask<IReadOnlyList<ConversationRef>> WithUnhandled(
        string tenantId, string channelId, DateTimeOffset before, int limit, CancellationToken ct = default) =>
        engine.Read(
            db => db.Query(SelectWithUnhandled).Bind(tenantId).Bind(channelId).Bind(before).Bind(Math.Clamp(limit, 0, MaxRows))
                .All(row => new ConversationRef(tenantId, channelId, row.Text(0))),
            ct);

    private InboundEvent Read(SqliteStatement row, string tenantId) => new()
    {
        Seq = row.Long(0),
        PreviousSeq = row.Long(1),
        MessageId = row.Text(2),
        ReceivedAt = row.Time(3),
        Silent = row.Bool(4),
        Type = row.Text(5),
        Text = rows.DecodeOrNull(row, tenantId, 6, 7),
        ChoiceId = rows.DecodeOrNull(row, tenantId, 6, 8),
        Timestamp = row.TimeOrNull(9) ?? row.Time(3),
        TraceId = row.TextOrNull(10),
        ContactName = row.TextOrNull(11),
        Phone = row.TextOrNull(12),
        FromHandset = row.Bool(13),
    };
}
