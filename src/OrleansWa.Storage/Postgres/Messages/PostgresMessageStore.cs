using OrleansWa.Contracts;
using OrleansWa.Contracts.Messages;
using OrleansWa.Storage.Messages;
using OrleansWa.Storage.Postgres.Engine;

namespace OrleansWa.Storage.Postgres.Messages;

/// <summary>History and queue in <c>messages</c>.</summary>
internal sealed class PostgresMessageStore(PostgresEngine engine, MessageRows rows, TimeProvider clock) : IMessageStore
{
    // One statement, so that the message and its attempts are of one moment.
    internal const string SelectOne = "SELECT " + MessageRows.Columns + """
        , a.number, a.started_at, a.ended_at, a.result, a.error_code, a.error_title, a.error_details, a.error_remedy
        FROM messages m LEFT JOIN message_attempts a ON a.tenant_id = m.tenant_id AND a.message_id = m.id
        WHERE m.tenant_id = $1 AND m.id = $2 ORDER BY a.number
        """;

    internal const string SelectHistory = "SELECT " + MessageRows.Columns + """
         FROM messages m WHERE m.tenant_id = $1 AND m.channel_id = $2 AND m.contact_id = $3 AND m.seq < $4 AND m.status <> 13 ORDER BY m.seq DESC LIMIT $5
        """;

    internal const string CountManual = """
        SELECT count(*) FROM (SELECT 1 FROM messages WHERE tenant_id = $1 AND channel_id = $2 AND created_at >= $3
            AND origin = 'handset' AND type NOT IN ('reaction', 'edit', 'revoke') LIMIT $4) m
        """;

    private readonly WriteLane<SendRequest, AcceptResult> _sends = engine.Lane(new SendBatch(rows, clock, engine.Options));
    private readonly WriteLane<ClaimRequest, ClaimResult> _claims = engine.Lane(new ClaimBatch(rows));
    private readonly WriteLane<AttemptOutcome, bool> _outcomes = engine.Lane(new OutcomeBatch());

    public async ValueTask<AcceptResult> Accept(NewMessage message, CancellationToken ct = default) =>
        await _sends.Write(new SendRequest(message, null), weight: 2, ct);

    public async ValueTask CommitTurn(TurnCommit turn, CancellationToken ct = default)
    {
        if (turn.Messages.Count > 0 || turn.HandledThrough is not null || turn.Summary is not null || turn.Consent is not null || turn.Refused.Count > 0
            || turn.EndedDeadLetterId is not null)
        {
            await _sends.Write(new SendRequest(null, turn), weight: 2 + (2 * turn.Messages.Count) + turn.Refused.Count, ct);
        }
    }

    public async ValueTask MarkHandled(string tenantId, string channelId, string contactId, long through, CancellationToken ct = default) =>
        await _sends.Write(new SendRequest(null, new TurnCommit(tenantId, channelId, contactId, [], through, null)), weight: 1, ct);

    public async ValueTask<ClaimResult> Claim(ClaimRequest request, CancellationToken ct = default)
    {
        // Asked often and mostly in vain: a look by a reader locks nothing.
        var look = new ClaimPlan(request, limit: Math.Min(1, request.Limit));
        await engine.Read<object?>(
            async session =>
            {
                await ClaimScan.Run(session, [look]);
                return null;
            },
            ct);
        return look.Seqs.Count == 0 && !(look.NextDueAt <= request.Now)
            ? new ClaimResult([], look.NextDueAt)
            : await _claims.Write(request, weight: 1 + Math.Max(0, request.Limit), ct);
    }

    public ValueTask<int> Unclaim(string tenantId, string channelId, long token, CancellationToken ct = default) =>
        engine.Write(session => ClaimBatch.Unclaim(session, tenantId, channelId, token), ct);

    public async ValueTask RecordOutcome(AttemptOutcome outcome, CancellationToken ct = default) => await _outcomes.Write(outcome, weight: 3, ct);

    public async ValueTask<int> MarkInterrupted(string tenantId, string channelId, DateTimeOffset at, CancellationToken ct = default) =>
        await engine.First(OverdueRows.SelectSending, select => select.Text(tenantId).Text(channelId), _ => true, ct)
            ? await engine.Write(session => MessageAttemptRows.MarkInterrupted(session, tenantId, channelId, at), ct)
            : 0;

    public async ValueTask<int> ExpireOverdue(OverdueRequest request, CancellationToken ct = default)
    {
        var total = 0;
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var ended = await engine.Write(session => OverdueRows.Expire(session, request), ct);
            if (ended == 0)
            {
                return total;
            }

            total += ended;
        }
    }

    public ValueTask<ControlResult?> Cancel(string tenantId, string messageId, CancellationToken ct = default) =>
        engine.Write(session => ControlRows.Cancel(session, tenantId, messageId), ct);

    public ValueTask<ControlResult?> Retry(RetryRequest request, CancellationToken ct = default) =>
        engine.Write(session => ControlRows.Retry(session, request), ct);

    public async ValueTask<Page<MessageRow>> List(string tenantId, MessageFilter filter, PageRequest page, CancellationToken ct = default) =>
        await engine.Read(
            async session =>
            {
                var found = await ListRows.Page(session, rows, tenantId, filter, new MessageListPlan(filter, page.Cursor, Math.Clamp(page.Limit, 1, MessagePages.MaxRows)));
                return found with { Items = [.. await MessageChangeRows.Attach(session, rows, [.. found.Items], ct)] };
            },
            ct);

    public ValueTask<ControlResult?> Dismiss(string tenantId, string messageId, DateTimeOffset at, CancellationToken ct = default) =>
        engine.Write(session => DeadLetterRows.Dismiss(session, tenantId, messageId, at), ct);

    public async ValueTask<MessageDetails?> Get(string tenantId, string messageId, CancellationToken ct = default) => await engine.Read(
        async session =>
        {
            var found = await session.All(SelectOne, select => select.Text(tenantId).Text(messageId), row => (Message: rows.Read(row), Attempt: ReadAttempt(row)), ct);
            return found.Count == 0
                ? null
                : new MessageDetails(
                    (await MessageChangeRows.Attach(session, rows, [found[0].Message], ct))[0], [.. found.Select(row => row.Attempt).OfType<MessageAttempt>()]);
        },
        ct);

    public async ValueTask<IReadOnlyList<MessageRow>> History(
        string tenantId, string channelId, string contactId, long? beforeSeq, int limit, CancellationToken ct = default) => await engine.Read(
        async session => await MessageChangeRows.Attach(
            session,
            rows,
            await session.All(
                SelectHistory,
                select => select.Text(tenantId).Text(channelId).Text(contactId).Long(beforeSeq ?? long.MaxValue).Int(Math.Clamp(limit, 0, MessagePages.MaxRows)),
                rows.Read,
                ct),
            ct),
        ct);

    public async ValueTask<int> CountByHand(string tenantId, string channelId, DateTimeOffset since, int limit, CancellationToken ct = default) =>
        (int)await engine.First(CountManual, select => select.Text(tenantId).Text(channelId).Time(since).Int(Math.Max(0, limit)), row => row.Long(0), ct);

    private static MessageAttempt? ReadAttempt(PgRow row)
    {
        const int first = MessageRows.ColumnCount;
        return row.IsNull(first)
            ? null
            : new MessageAttempt(row.Int(first), row.Time(first + 1), row.Time(first + 2), row.Text(first + 3), row.ReadError(first + 4));
    }
}
