using OrleansWa.Contracts;
using OrleansWa.Contracts.Messages;
using OrleansWa.Storage.Messages;
using OrleansWa.Storage.Sqlite.DeadLetters;
using OrleansWa.Storage.Sqlite.Engine;

namespace OrleansWa.Storage.Sqlite.Messages;

/// <summary>History and queue in <c>messages</c>.</summary>
internal sealed class SqliteMessageStore(SqliteEngine engine, MessageRows rows, MessageChangeRows changes, IncomingDeadLetterRows refused, TimeProvider clock) : IMessageStore
{
    private const string SelectOne = "SELECT " + MessageRows.Columns + " FROM messages m WHERE m.tenant_id = ?1 AND m.id = ?2";

    internal const string SelectHistory = "SELECT " + MessageRows.Columns + """
         FROM messages m WHERE m.tenant_id = ?1 AND m.channel_id = ?2 AND m.contact_id = ?3 AND m.seq < ?4 AND +m.status <> 13 ORDER BY m.seq DESC LIMIT ?5
        """;

    internal const string CountManual = """
        SELECT 1 FROM messages WHERE tenant_id = ?1 AND channel_id = ?2 AND created_at >= ?3
            AND origin = 'handset' AND type NOT IN ('reaction', 'edit', 'revoke') LIMIT ?4
        """;

    private readonly AcceptRows _accept = new(rows, refused, clock);
    private readonly ClaimRows _claim = new(rows);

    public ValueTask<AcceptResult> Accept(NewMessage message, CancellationToken ct = default) =>
        engine.Write(db => _accept.Accept(db, message), weight: 2, ct);

    public async ValueTask CommitTurn(TurnCommit turn, CancellationToken ct = default)
    {
        if (turn.Messages.Count > 0 || turn.HandledThrough is not null || turn.Summary is not null || turn.Consent is not null || turn.Refused.Count > 0
            || turn.EndedDeadLetterId is not null)
        {
            await engine.Write(db => _accept.CommitTurn(db, turn), weight: 2 + (2 * turn.Messages.Count) + turn.Refused.Count, ct);
        }
    }

    public async ValueTask MarkHandled(string tenantId, string channelId, string contactId, long through, CancellationToken ct = default)
    {
        var turn = new TurnCommit(tenantId, channelId, contactId, [], through, null);
        await engine.WritePatiently(db => _accept.CommitTurn(db, turn), weight: 1, ct);
    }

    public async ValueTask<ClaimResult> Claim(ClaimRequest request, CancellationToken ct = default)
    {
        // Asked often and mostly in vain: a look by a reader costs the writer nothing.
        var plan = await engine.Read(db => new ClaimScan(db, request).Run(limit: Math.Min(1, request.Limit)), ct);
        return plan.Seqs.Count == 0 && !(plan.NextDueAt <= request.Now)
            ? new ClaimResult([], plan.NextDueAt)
            : await engine.Write(db => _claim.Claim(db, request), weight: 1 + request.Limit, ct);
    }

    public ValueTask<int> Unclaim(string tenantId, string channelId, long token, CancellationToken ct = default) =>
        engine.Write(db => ClaimRows.Unclaim(db, tenantId, channelId, token), weight: 2, ct);

    public async ValueTask RecordOutcome(AttemptOutcome outcome, CancellationToken ct = default) =>
        await engine.Write(db => OutcomeRows.Record(db, outcome), weight: 2, ct);

    public async ValueTask<int> MarkInterrupted(string tenantId, string channelId, DateTimeOffset at, CancellationToken ct = default) =>
        await engine.Read(db => OverdueRows.HasSending(db, tenantId, channelId), ct)
            ? await engine.Write(db => OverdueRows.MarkInterrupted(db, tenantId, channelId, at), weight: 10, ct)
            : 0;

    public async ValueTask<int> ExpireOverdue(OverdueRequest request, CancellationToken ct = default)
    {
        var total = 0;
        while (true)
        {
            var (unknown, expired) = await engine.Read(db => OverdueRows.FindOverdue(db, request), ct);
            if (unknown.Count + expired.Count == 0)
            {
                return total;
            }

            var weight = unknown.Count + expired.Count;
            total += await engine.Write(db => OverdueRows.ExpireOverdue(db, request), weight, ct);
        }
    }

    public ValueTask<ControlResult?> Cancel(string tenantId, string messageId, CancellationToken ct = default) =>
        engine.Write(db => ControlRows.Cancel(db, tenantId, messageId), weight: 2, ct);

    public ValueTask<ControlResult?> Retry(RetryRequest request, CancellationToken ct = default) =>
        engine.Write(db => ControlRows.Retry(db, request), weight: 2, ct);

    public async ValueTask<Page<MessageRow>> List(string tenantId, MessageFilter filter, PageRequest page, CancellationToken ct = default)
    {
        var plan = new MessageListPlan(filter, page.Cursor, Math.Clamp(page.Limit, 1, MessagePages.MaxRows));
        return await engine.Read(
            db =>
            {
                var found = ListRows.Page(db, rows, tenantId, filter, plan);
                return found with { Items = [.. changes.Attach(db, found.Items)] };
            },
            ct);
    }

    public ValueTask<ControlResult?> Dismiss(string tenantId, string messageId, DateTimeOffset at, CancellationToken ct = default) =>
        engine.Write(db => DeadLetterRows.Dismiss(db, tenantId, messageId, at), weight: 2, ct);

    public ValueTask<MessageDetails?> Get(string tenantId, string messageId, CancellationToken ct = default) =>
        engine.Read(db => Find(db, tenantId, messageId), ct);

    public ValueTask<IReadOnlyList<MessageRow>> History(
        string tenantId, string channelId, string contactId, long? beforeSeq, int limit, CancellationToken ct = default) =>
        engine.Read(
            db => changes.Attach(db, db.Query(SelectHistory).Bind(tenantId).Bind(channelId).Bind(contactId)
                .Bind(beforeSeq ?? long.MaxValue).Bind(Math.Clamp(limit, 0, MessagePages.MaxRows)).All(rows.Read)),
            ct);

    public ValueTask<int> CountByHand(string tenantId, string channelId, DateTimeOffset since, int limit, CancellationToken ct = default) =>
        engine.Read(db => db.Query(CountManual).Bind(tenantId).Bind(channelId).Bind(since).Bind(Math.Max(0, limit)).All(row => row.Int(0)).Count, ct);

    private MessageDetails? Find(SqliteDb db, string tenantId, string messageId) =>
        db.Query(SelectOne).Bind(tenantId).Bind(messageId).First(rows.Read) is { } row
            ? new MessageDetails(changes.Attach(db, [row])[0], MessageAttemptRows.Read(db, tenantId, messageId))
            : null;
}
