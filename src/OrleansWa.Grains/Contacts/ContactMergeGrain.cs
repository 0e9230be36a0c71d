using Microsoft.Extensions.Logging;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Conversations;

namespace OrleansWa.Grains.Contacts;

/// <inheritdoc cref="IContactMergeGrain"/>
[GrainType("wa.contact-merges")]
internal sealed class ContactMergeGrain(IContactMergeStore merges, TimeProvider time, ILogger<ContactMergeGrain> logger) : Grain, IContactMergeGrain
{
    /// <summary>Merges done by one call; more are done by the next one, within a minute.</summary>
    private const int MergesMax = 20;

    /// <summary>Messages moved by one transaction: a long history holds up nobody.</summary>
    private const int MessagesAtOnce = 500;

    public async Task Run(CancellationToken ct)
    {
        foreach (var merge in await merges.Open(GrainKeys.ScopeOf(this.GetPrimaryKeyString()), MergesMax, ct))
        {
            await Run(merge, ct);
        }
    }

    private async Task Run(ContactMerge merge, CancellationToken ct)
    {
        var steps = await merges.Begin(merge, time.GetUtcNow(), ct);
        foreach (var channel in steps.Channels)
        {
            var from = GrainKeys.Conversation(merge.TenantId, channel, merge.FromId);
            await GrainFactory.GetGrain<IConversationGrain>(from).MergeInto(steps.IntoId, ct);
            if (!await Move(merge with { IntoId = steps.IntoId }, channel, ct))
            {
                logger.LogInformation("Contact {Contact} got events while it was merged; the merge goes on within a minute", merge.FromId);
                return;
            }
        }

        await merges.End(merge, time.GetUtcNow(), ct);
        logger.LogInformation("Contact {Contact} is one with {Survivor} now, on {Channels} channels", merge.FromId, steps.IntoId, steps.Channels.Count);
    }

    // False when nothing moves any more although something is left: events came that its conversation has to handle first.
    private async Task<bool> Move(ContactMerge merge, string channel, CancellationToken ct)
    {
        for (var round = 0; round < 10_000; round++)
        {
            if (await merges.Move(merge, channel, MessagesAtOnce, ct))
            {
                return true;
            }

            await GrainFactory.GetGrain<IConversationGrain>(GrainKeys.Conversation(merge.TenantId, channel, merge.FromId)).CatchUp(ct);
        }

        return false;
    }
}
