using OrleansWa.Contracts;
using OrleansWa.Contracts.Conversations;
using OrleansWa.Contracts.DeadLetters;
using OrleansWa.Contracts.Webhooks;

namespace OrleansWa.Grains.DeadLetters;

/// <inheritdoc cref="IDeadLetterGrain"/>
[GrainType("wa.dead-letters"), StatelessWorker(4), Reentrant]
internal sealed class DeadLetterGrain(IDeadLetterStore letters, TimeProvider time) : Grain, IDeadLetterGrain
{
    private string Scope => GrainKeys.ScopeOf(this.GetPrimaryKeyString());

    public async Task<Page<DeadLetter>> List(DeadLetterFilter filter, PageRequest page, CancellationToken ct) => await letters.List(Scope, filter, page, ct);

    public async Task<IncomingDeadLetter> RetryIncoming(string id, CancellationToken ct)
    {
        var letter = await Find(id, ct);
        if (letter.EndedAt is not null)
        {
            throw ProblemException.Conflict("dead_letter_ended", "It was handled after all, or taken off the list.");
        }

        await (letter.EventSeq is { } seq ? HandleAgain(letter, seq, ct) : RouteAgain(id, ct));
        return await Find(id, ct);
    }

    public async Task EndIncoming(string id, CancellationToken ct)
    {
        await Find(id, ct);
        await letters.End(Scope, id, time.GetUtcNow(), ct);
    }

    private async Task<IncomingDeadLetter> Find(string id, CancellationToken ct) =>
        await letters.Find(Scope, id, ct) ?? throw ProblemException.NotFound("dead_letter", id);

    // Its conversation ends the dead letter with the same commit.
    private Task HandleAgain(IncomingDeadLetter letter, long seq, CancellationToken ct) =>
        GrainFactory.GetGrain<IConversationGrain>(GrainKeys.Conversation(Scope, letter.ChannelId!, letter.ContactId!)).HandleAgain(seq, ct);

    private async Task RouteAgain(string id, CancellationToken ct)
    {
        var unrouted = await letters.Unrouted(Scope, id, ct) ?? throw ProblemException.NotFound("dead_letter", id);
        // The intake is the platform's; it gives a message only to channels that are bound to the app which signed it, and knows what it has seen.
        CallScope.EnterPlatform();
        var batch = new WebhookBatch(unrouted.Connector, unrouted.App, [unrouted.Message], [], [], null);
        var receipt = await GrainFactory.GetGrain<IIntakeGrain>(GrainKeys.Platform("intake")).Append(batch, ct);
        if (receipt.Unrouted > 0)
        {
            throw ProblemException.Conflict("number_unknown", "Still no channel of this app holds the number. Create and start one, then retry.");
        }

        await letters.End(Scope, id, time.GetUtcNow(), ct);
    }
}
