using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Conversations;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Grains.State;

namespace OrleansWa.Grains.Webhooks;

/// <summary>
/// Tells conversations of what one intake worker stored, after it was acknowledged. It only speeds things up: whatever it drops or a crash
/// forgets is unhandled in the inbox, and the channel's sweep tells it again. At most 32 conversations at once and 10,000 waiting;
/// beyond that a delivery is dropped and its channel is swept once the queue is empty. Runs on its worker's turns: no locks.
/// </summary>
internal sealed class Handover(IGrainFactory grains, ILogger logger)
{
    private const int InFlightMax = 32;
    private const int WaitingMax = 10_000;
    private static readonly Meter Meter = new("OrleansWa.Intake");
    private static readonly Counter<long> Drops = Meter.CreateCounter<long>(
        "orleanswa.intake.handover_dropped", "{delivery}", "Deliveries left to the sweep because the queue was full");

    private readonly Queue<(ConversationRef Conversation, ImmutableArray<InboundEvent> Events)> _waiting = new();
    private readonly HashSet<(string TenantId, string ChannelId)> _dropped = [];
    private int _inFlight;

    /// <summary>Takes over what was stored; returns at once.</summary>
    public void Tell(IntakeStored stored)
    {
        foreach (var (conversation, events) in ByConversation(stored.Events))
        {
            Enqueue(conversation, events);
        }

        foreach (var (tenantId, channelId) in stored.Unblocked)
        {
            grains.GetGrain<IChannelGrain>(GrainKeys.Channel(tenantId, channelId)).Wake().NotAwaited(logger);
        }

        foreach (var tenantId in stored.MergesIn)
        {
            grains.GetGrain<IContactMergeGrain>(GrainKeys.Tenant(tenantId)).Run().NotAwaited(logger);
        }

        foreach (var failed in stored.Failed)
        {
            TellFailure(failed);
        }

        while (_inFlight < InFlightMax && _waiting.Count > 0)
        {
            _inFlight++;
            _ = Work();
        }
    }

    // Lost in a crash, it comes again: the next message fails for the same reason.
    private void TellFailure(RoutedStatus failed)
    {
        if (failed.Status is { Advice: { } advice, Error: { } error } status && advice is { Action: ErrorAction.Slow } or { Scope: ErrorScope.Channel or ErrorScope.Account })
        {
            var failure = new ChannelFailure(advice, new ChannelProblem(error.Code, error.Title, error.Remedy), status.Timestamp ?? DateTimeOffset.MaxValue);
            grains.GetGrain<IChannelGrain>(GrainKeys.Channel(failed.TenantId, failed.ChannelId)).ReportFailure(failure).NotAwaited(logger);
        }
    }

    private static IEnumerable<(ConversationRef Conversation, ImmutableArray<InboundEvent> Events)> ByConversation(IReadOnlyList<StoredEvent> events) =>
        events.Count == 1
            ? [(new ConversationRef(events[0].TenantId, events[0].ChannelId, events[0].ContactId), [events[0].Event])]
            : events
                .GroupBy(e => new ConversationRef(e.TenantId, e.ChannelId, e.ContactId))
                .Select(g => (g.Key, g.Select(e => e.Event).ToImmutableArray()));

    private void Enqueue(ConversationRef conversation, ImmutableArray<InboundEvent> events)
    {
        if (_waiting.Count < WaitingMax)
        {
            _waiting.Enqueue((conversation, events));
            return;
        }

        _dropped.Add((conversation.TenantId, conversation.ChannelId));
        Drops.Add(1);
    }

    private async Task Work()
    {
        while (_waiting.TryDequeue(out var next))
        {
            await Deliver(next.Conversation, next.Events);
        }

        _inFlight--;
        SweepDropped();
    }

    private async Task Deliver(ConversationRef conversation, ImmutableArray<InboundEvent> events)
    {
        try
        {
            CallScope.EnterTenant(conversation.TenantId);
            var key = GrainKeys.Conversation(conversation.TenantId, conversation.ChannelId, conversation.ContactId);
            await grains.GetGrain<IConversationGrain>(key).Deliver(new Delivery(events));
        }
        catch (Exception fault)
        {
            logger.LogWarning(fault, "Events up to {Seq} were not taken by their conversation; the sweep tells them again", events[^1].Seq);
        }
    }

    private void SweepDropped()
    {
        if (_dropped.Count == 0)
        {
            return;
        }

        CallScope.EnterPlatform();
        foreach (var (tenantId, channelId) in _dropped)
        {
            grains.GetGrain<IChannelGrain>(GrainKeys.Channel(tenantId, channelId)).RedeliverUnhandled().NotAwaited(logger);
        }

        _dropped.Clear();
    }
}
