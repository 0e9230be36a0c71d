using OrleansWa.Contracts;
using OrleansWa.Contracts.Conversations;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.Postgres.Engine;
using OrleansWa.Storage.Postgres.Messages;

namespace OrleansWa.Storage.Postgres.Webhooks;

/// <summary>The inbox.</summary>
internal sealed class PostgresIntakeStore(PostgresEngine engine, MessageRows rows, IIdSource ids) : IIntakeStore
{
    private const int MaxRows = 1_000;

    private const string Select = """
        SELECT i.seq, i.previous_seq, i.message_id, i.received_at, i.silent, m.type, m.content_codec, m.text, m.choice, m.wa_timestamp, m.trace_id,
            c.name, coalesce(c.wa_id, c.phone), m.outbound
        FROM inbox i
        JOIN messages m ON m.tenant_id = i.tenant_id AND m.id = i.message_id
        LEFT JOIN contacts c ON c.tenant_id = i.tenant_id AND c.id = i.contact_id

        """;

    internal const string SelectOne = Select + "WHERE i.seq = $4 AND i.tenant_id = $1 AND i.channel_id = $2 AND i.contact_id = $3";

    internal const string SelectUnhandled = Select + """
        WHERE i.tenant_id = $1 AND i.channel_id = $2 AND i.contact_id = $3 AND NOT i.handled AND i.seq > $4 ORDER BY i.seq LIMIT $5
        """;

    internal const string SelectWithUnhandled = """
        SELECT DISTINCT contact_id FROM inbox
        WHERE tenant_id = $1 AND channel_id = $2 AND NOT handled AND received_at < $3 ORDER BY contact_id LIMIT $4
        """;

    private readonly WriteLane<IntakeRows, IntakeStored> _lane = engine.Lane(new IntakeBatch(rows, ids, engine.Options));

    public async ValueTask<IntakeStored> Append(IntakeRows rows, CancellationToken ct = default) =>
        rows.Messages.Count + rows.Statuses.Count + rows.Kept.Count + rows.Unrouted.Count + rows.ContactUpdates.Count == 0
            ? new IntakeStored([], 0, 0, [], [])
            : await _lane.Write(
                rows, 1 + (5 * rows.Messages.Count) + (2 * rows.Statuses.Count) + rows.Kept.Count + rows.Unrouted.Count + rows.ContactUpdates.Count, ct);

    public async ValueTask<IReadOnlyList<InboundEvent>> Unhandled(
        string tenantId, string channelId, string contactId, long afterSeq, int limit, CancellationToken ct = default) =>
        await engine.All(
            SelectUnhandled,
            select => select.Text(tenantId).Text(channelId).Text(contactId).Long(afterSeq).Int(Math.Clamp(limit, 0, MaxRows)),
            row => Read(row, tenantId),
            ct);

    public ValueTask<InboundEvent?> Find(string tenantId, string channelId, string contactId, long seq, CancellationToken ct = default) =>
        engine.First(SelectOne, select => select.Text(tenantId).Text(channelId).Text(contactId).Long(seq), row => Read(row, tenantId), ct);

    public async ValueTask<IReadOnlyList<ConversationRef>> WithUnhandled(
        string tenantId, string channelId, DateTimeOffset before, int limit, CancellationToken ct = default) =>
        await engine.All(
            SelectWithUnhandled,
            select => select.Text(tenantId).Text(channelId).Time(before).Int(Math.Clamp(limit, 0, MaxRows)),
            row => new ConversationRef(tenantId, channelId, row.Text(0)),
            ct);

    private InboundEvent Read(PgRow row, string tenantId) => new()
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
