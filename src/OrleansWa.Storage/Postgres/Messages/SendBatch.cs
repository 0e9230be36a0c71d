using OrleansWa.Contracts.Conversations;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.DeadLetters;
using OrleansWa.Storage.Postgres.Contacts;
using OrleansWa.Storage.Postgres.Conversations;
using OrleansWa.Storage.Postgres.DeadLetters;
using OrleansWa.Storage.Postgres.Engine;

namespace OrleansWa.Storage.Postgres.Messages;

/// <summary>
/// Stores new outgoing rows. Almost none is a repeat, so they are inserted without a look before: one round trip. When one turns out to be there
/// already, the transaction is taken back and run again with the look.
/// </summary>
internal sealed class SendBatch(MessageRows rows, TimeProvider clock, PostgresStorageOptions options) : IBatchWork<SendRequest, AcceptResult>
{
    internal const string MarkHandled = """
        UPDATE inbox i SET handled = true FROM unnest($1, $2, $3, $4) AS u (tenant_id, channel_id, contact_id, seq)
        WHERE i.tenant_id = u.tenant_id AND i.channel_id = u.channel_id AND i.contact_id = u.contact_id AND NOT i.handled AND i.seq <= u.seq
        """;

    private const string Select = "SELECT " + MessageRows.Columns + ", m.request_hash, m.idempotency_key FROM ";

    internal const string SelectByKey = Select + """
        unnest($1, $2, $3) AS u (tenant_id, channel_id, idempotency_key)
        JOIN messages m ON m.tenant_id = u.tenant_id AND m.channel_id = u.channel_id AND m.idempotency_key = u.idempotency_key
            AND m.idempotency_key IS NOT NULL
        """;

    internal const string SelectById = Select + "unnest($1, $2) AS u (tenant_id, id) JOIN messages m ON m.tenant_id = u.tenant_id AND m.id = u.id";

    // Only the pump of its lane, one batch at a time, touches it.
    private bool _look;

    public async Task Run(PgSession session, IReadOnlyList<BatchUnit<SendRequest, AcceptResult>> units)
    {
        var plan = new SendPlan();
        var accepts = Encode(units);
        if (_look)
        {
            await Look(session, plan, [.. accepts.Where(a => a.Unit.Request.Accept is not null).Select(a => a.Messages[0])]);
        }

        _look = true; // Unless this run ends well, the next one looks.
        foreach (var (unit, messages) in accepts)
        {
            plan.Add(unit, messages);
        }

        await Write(session, plan, [.. accepts.Select(a => a.Unit.Request.Turn).OfType<TurnCommit>()]);
        plan.Conclude();
        _look = false;
    }

    private List<(BatchUnit<SendRequest, AcceptResult> Unit, List<EncodedMessage> Messages)> Encode(IReadOnlyList<BatchUnit<SendRequest, AcceptResult>> units)
    {
        var encoded = new List<(BatchUnit<SendRequest, AcceptResult>, List<EncodedMessage>)>(units.Count);
        foreach (var unit in units)
        {
            try
            {
                IEnumerable<NewMessage> messages = unit.Request.Accept is { } accept ? [accept] : unit.Request.Turn!.Messages;
                encoded.Add((unit, [.. messages.Select(message => rows.Encode(message))]));
            }
            catch (Exception failure)
            {
                unit.Failure = failure;
            }
        }

        return encoded;
    }

    private async Task Look(PgSession session, SendPlan plan, List<EncodedMessage> accepts)
    {
        var keyed = accepts.Where(m => m.IdempotencyKey is not null).ToList();
        await using var batch = session.Batch();
        batch.Add(SelectByKey).Texts(keyed, m => m.Row.TenantId).Texts(keyed, m => m.Row.ChannelId).Texts(keyed, m => m.IdempotencyKey);
        batch.Add(SelectById).Texts(accepts, m => m.Row.TenantId).Texts(accepts, m => m.Row.Id);
        var found = await batch.Query(async results => (ByKey: await results.Next(Read), ById: await results.Next(Read)));
        found.ByKey.ForEach(earlier => plan.AddEarlier(earlier));
        found.ById.ForEach(earlier => plan.AddEarlier(earlier));
    }

    private SendEarlier Read(PgRow row) =>
        new(rows.Read(row), row.TextOrNull(MessageRows.ColumnCount), row.TextOrNull(MessageRows.ColumnCount + 1));

    private async Task Write(PgSession session, SendPlan plan, List<TurnCommit> turns)
    {
        await using var batch = session.Batch();
        ConsentRows.AddSave(batch, turns);
        ConversationRows.AddActivity(batch, plan.Activity);
        var handled = turns.Where(turn => turn.HandledThrough is not null).ToList();
        if (handled.Count > 0)
        {
            batch.Add(MarkHandled).Texts(handled, t => t.TenantId).Texts(handled, t => t.ChannelId).Texts(handled, t => t.ContactId)
                .Longs(handled, t => t.HandledThrough!.Value);
        }

        AddDeadLetters(batch, turns);
        var summaries = new SortedDictionary<ConversationRef, ConversationSummary>(ConversationRows.Order);
        foreach (var turn in turns.Where(turn => turn.Summary is not null))
        {
            summaries[new ConversationRef(PgText.Clean(turn.TenantId), PgText.Clean(turn.ChannelId), PgText.Clean(turn.ContactId))] = turn.Summary!;
        }

        ConversationRows.AddSummaries(batch, summaries, clock.GetUtcNow());
        if (plan.New.Count == 0)
        {
            await batch.Run();
            return;
        }

        MessageRows.AddInsert(batch, plan.New);
        plan.Inserted(await batch.Query(results => results.Next(row => (Seq: row.Long(0), TenantId: row.Text(1), Id: row.Text(2)))));
    }

    private void AddDeadLetters(PgBatch batch, List<TurnCommit> turns)
    {
        var refused = turns.SelectMany(turn => turn.Refused.Select(one => IncomingDeadLetterRows.Encode(rows, IncomingDeadLetterRow.Of(turn, one)))).ToList();
        IncomingDeadLetterRows.AddInsert(batch, refused, options.DeadLetterRetention);
        foreach (var turn in turns.Where(turn => turn.EndedDeadLetterId is not null))
        {
            batch.Add(IncomingDeadLetterRows.EndOne).Text(turn.TenantId).Text(turn.EndedDeadLetterId).Time(clock.GetUtcNow());
        }
    }
}
