using System.Globalization;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Conversations;
using OrleansWa.Contracts.DeadLetters;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Grains.Flows;

namespace OrleansWa.Grains.Conversations;

/// <summary>What a conversation does with an incoming event: pure, so that the same event gives the same effects wherever it is repeated.</summary>
internal static class ConversationRules
{
    /// <summary>The next state with the effects of one event; events decided before change nothing.</summary>
    /// <param name="conversation">Tenant, channel and contact, from which effect ids are derived.</param>
    /// <param name="state">The present state.</param>
    /// <param name="inbound">The event.</param>
    /// <param name="answers">The tenant's published flows and words of consent.</param>
    /// <param name="running">The version of the flow this conversation is in the middle of; null for none, or when it is gone.</param>
    /// <param name="now">Present time.</param>
    public static ConversationState Handle(
        ConversationRef conversation,
        ConversationState state,
        InboundEvent inbound,
        TenantAnswers answers,
        PublishedFlow? running,
        DateTimeOffset now)
    {
        if (inbound.Seq <= state.HandledSeq)
        {
            return state;
        }

        var seen = Seen(state, inbound);
        if (InboundEventRules.IsMessageOfStaff(inbound.Type, inbound.FromHandset))
        {
            // Somebody of the clinic took over. What a flow waits for stays; a person lets it go on.
            return seen with { BotOff = true };
        }

        if (!inbound.Silent && answers.Consent.OptsOut(inbound.Text, inbound.ChoiceId) is { } optsOut)
        {
            return Consented(conversation, seen, inbound, answers.Consent, optsOut);
        }

        return seen.BotOff || inbound.Silent ? seen : Answer(conversation, seen, inbound, answers.Flows, running, now);
    }

    /// <summary>
    /// The next state with the effects of an event that no rule could handle before. Its number is behind what is handled and stays there; null when a flow
    /// waits for the answer to something later, which this event is not.
    /// </summary>
    /// <param name="conversation">Tenant, channel and contact, from which effect ids are derived.</param>
    /// <param name="state">The present state.</param>
    /// <param name="inbound">The event.</param>
    /// <param name="answers">The tenant's published flows and words of consent.</param>
    /// <param name="running">The version of the flow this conversation is in the middle of; null for none, or when it is gone.</param>
    /// <param name="now">Present time.</param>
    public static ConversationState? HandleAgain(
        ConversationRef conversation,
        ConversationState state,
        InboundEvent inbound,
        TenantAnswers answers,
        PublishedFlow? running,
        DateTimeOffset now)
    {
        if (state.HandledAgainSeq == inbound.Seq)
        {
            return state;
        }

        if (state.Flow is not null && state.HandledSeq > inbound.Seq && !state.BotOff && !inbound.Silent)
        {
            return null;
        }

        var again = Handle(conversation, state with { HandledSeq = inbound.Seq - 1 }, inbound, answers, running, now);
        return again with { HandledSeq = Math.Max(state.HandledSeq, inbound.Seq), HandledAgainSeq = inbound.Seq };
    }

    /// <summary>The state after an event that no rule could handle: it is passed over, and becomes a dead letter with the same write.</summary>
    /// <param name="state">The present state.</param>
    /// <param name="inbound">The event.</param>
    /// <param name="fault">What went wrong, without personal data: the kind of the fault.</param>
    /// <param name="now">Present time.</param>
    public static ConversationState Refuse(ConversationState state, InboundEvent inbound, string fault, DateTimeOffset now) => state with
    {
        HandledSeq = inbound.Seq,
        Refused = state.Refused.Add(new RefusedEvent(inbound.Seq, inbound.MessageId, inbound.Type, now, EventProblems.Refused(fault))),
    };

    private static ConversationState Answer(
        ConversationRef conversation,
        ConversationState seen,
        InboundEvent inbound,
        IReadOnlyList<PublishedFlow> published,
        PublishedFlow? running,
        DateTimeOffset now)
    {
        return Step(conversation, seen, inbound, published, running, now) is { } run
            ? seen with { Flow = run.Step.Next, LastFlowEnd = run.Step.Ended, Pending = seen.Pending.AddRange(Effects(conversation, inbound, run.FlowId, run.Step)) }
            : seen with { Flow = null };
    }

    /// <summary>Whether the change decides nothing: no effect, no step of a flow, only facts that the rows of intake hold too.</summary>
    public static bool DecidesNothing(ConversationState before, ConversationState after) =>
        before.Pending.IsEmpty && after.Pending.IsEmpty && before.Refused.IsEmpty && after.Refused.IsEmpty && before.Consent is null && after.Consent is null
        && before.Flow == after.Flow && before.LastFlowEnd == after.LastFlowEnd && before.BotOff == after.BotOff;

    /// <summary>The row that a pending effect becomes.</summary>
    public static MessageRow Row(ConversationRef conversation, PendingMessage pending, DateTimeOffset now) => new()
    {
        Id = pending.Id,
        TenantId = conversation.TenantId,
        ChannelId = conversation.ChannelId,
        ContactId = conversation.ContactId,
        Outbound = true,
        Content = new MessageContent(pending.Type, pending.Json),
        Status = MessageStatus.Pending,
        Lane = Lane.Reply,
        DueAt = now,
        ExpiresAt = now + MessageLifetimes.Default(Lane.Reply),
        OnUnknown = OnUnknown.Wait,
        Origin = pending.Origin,
        TraceId = pending.TraceId,
        CreatedAt = now,
    };

    /// <summary>What lists show.</summary>
    public static ConversationSummary Summary(ConversationState state) => new(!state.BotOff, state.Flow?.FlowId, state.Flow?.NodeId);

    // A word of consent is an answer to us and to nobody's flow; it counts whether or not the bot is on.
    private static ConversationState Consented(
        ConversationRef conversation, ConversationState state, InboundEvent inbound, ConsentWords words, bool optsOut) => state with
        {
            Flow = null,
            LastFlowEnd = state.Flow is { } flow ? new FlowEnd(FlowEndReasons.Consent, flow.NodeId) : state.LastFlowEnd,
            Consent = new ConsentChange(optsOut, inbound.Timestamp, "message:" + inbound.MessageId),
            Pending = words.Reply(optsOut) is { } reply ? state.Pending.Add(Effect(conversation, inbound, MessageContent.Text(reply), "consent", 0)) : state.Pending,
        };

    private static ConversationState Seen(ConversationState state, InboundEvent inbound) => state with
    {
        HandledSeq = inbound.Seq,
        ContactName = inbound.ContactName ?? state.ContactName,
        Phone = inbound.Phone ?? state.Phone,
        LastInboundAt = !InboundEventRules.IsMessageOfPerson(inbound.Type, inbound.FromHandset) || (state.LastInboundAt is { } last && last > inbound.Timestamp)
            ? state.LastInboundAt
            : inbound.Timestamp,
    };

    private static (string FlowId, FlowStep Step)? Step(
        ConversationRef conversation, ConversationState state, InboundEvent inbound, IReadOnlyList<PublishedFlow> published, PublishedFlow? running, DateTimeOffset now)
    {
        var input = new FlowInput(inbound.Text, inbound.ChoiceId, inbound.MessageId, inbound.Type);
        var context = new FlowContext(state.ContactName, state.Phone, conversation.ContactId, conversation.ChannelId);
        if (state.Flow is { } execution && running is not null)
        {
            var step = FlowEngine.Resume(running.Graph, execution, context, input, now);
            if (step.Ended?.Reason != FlowEndReasons.Lifetime)
            {
                return (running.FlowId, step);
            }
        }

        return FlowTriggers.Match(published, input) is { } match
            ? (match.Flow.FlowId, FlowEngine.Start(match.Flow, match.TriggerNodeId, context, input, now))
            : null;
    }

    private static IEnumerable<PendingMessage> Effects(ConversationRef conversation, InboundEvent inbound, string flowId, FlowStep step) =>
        step.Effects.OfType<SendMessageEffect>().Select((effect, index) => Effect(conversation, inbound, effect.Content, "flow:" + flowId, index));

    private static PendingMessage Effect(ConversationRef conversation, InboundEvent inbound, MessageContent content, string origin, int index) => new(
        DerivedId.From("msg_", conversation.TenantId, conversation.ChannelId, inbound.MessageId, index.ToString(CultureInfo.InvariantCulture)),
        content.Type,
        content.Json,
        origin,
        inbound.TraceId);
}
