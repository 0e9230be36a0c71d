using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Conversations;
using OrleansWa.Contracts.DeadLetters;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Grains.Channels;
using OrleansWa.Grains.Flows;
using OrleansWa.Grains.State;

namespace OrleansWa.Grains.Conversations;

/// <inheritdoc cref="IConversationGrain"/>
[GrainType("wa.conversation")]
internal sealed class ConversationGrain(
    [PersistentState("conversation")] IPersistentState<ConversationState> state,
    IIntakeStore inbox,
    IMessageStore messages,
    IConversationStore conversations,
    FlowCatalog flows,
    ConnectorRegistry connectors,
    TimeProvider time,
    ILogger<ConversationGrain> logger) : Grain, IConversationGrain
{
    /// <summary>Events handled with one write; a longer backlog goes on with the next write.</summary>
    private const int EventsPerTurnMax = 20;

    private readonly SerializedUpdates<ConversationState> _updates = new(state);
    private ConversationRef _self;
    private ConnectorKind _connector;
    private ConversationSummary? _committed;
    private Task _marked = Task.CompletedTask;
    private bool _caughtUp;

    public override async Task OnActivateAsync(CancellationToken ct)
    {
        var (tenantId, channelId, contactId) = GrainKeys.Split(this.GetPrimaryKeyString());
        _self = new ConversationRef(tenantId, channelId, contactId);
        CallScope.EnterTenant(tenantId);
        LogContext.GrainKey = this.GetPrimaryKeyString();
        if (!state.RecordExists)
        {
            // Nothing was ever decided here: the row still says what intake wrote, and an event without a predecessor is the first one.
            _committed = ConversationRules.Summary(_updates.Current);
            _caughtUp = true;
        }

        if (_updates.Current.Pending.Length + _updates.Current.Refused.Length > 0 || _updates.Current.Consent is not null)
        {
            // A crash came between the state and its rows. Their ids are derived, so that rows which exist stay as they are.
            await CommitPending(handledThrough: null, ct);
        }
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken ct)
    {
        // The next activation asks the inbox what is handled.
        await _marked.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
    }

    public async Task Deliver(Delivery delivery, CancellationToken ct)
    {
        var events = delivery.Events;
        if (!_caughtUp || events.Length == 0 || events[0].PreviousSeq > _updates.Current.HandledSeq)
        {
            // A fresh activation may know less than the inbox (see DecidesNothing); a gap is something that was stored and never told.
            await CatchUp(ct);
            return;
        }

        await Handle(events, ct);
    }

    public async Task CatchUp(CancellationToken ct)
    {
        var after = 0L;
        while (await inbox.Unhandled(_self.TenantId, _self.ChannelId, _self.ContactId, after, EventsPerTurnMax, ct) is { Count: > 0 } events)
        {
            await Handle([.. events], ct);
            after = events[^1].Seq;
        }

        _caughtUp = true;
    }

    public async Task MergeInto(string contactId, CancellationToken ct)
    {
        await CatchUp(ct);
        if (_updates.Current.MergedInto != contactId || _updates.Current.Flow is not null)
        {
            await Conversation(contactId).TakeOver(ConversationMergeRules.HandOver(_updates.Current), ct);
            await _updates.Update(state => ConversationMergeRules.End(state, contactId));
        }
    }

    public async Task TakeOver(MergedConversation other, CancellationToken ct)
    {
        await _updates.Update(state => ConversationMergeRules.TakeOver(state, other));
        await CommitPending(handledThrough: null, ct);
    }

    public async Task<SendReceipt> Send(SendMessage request, CancellationToken ct)
    {
        if (_updates.Current.MergedInto is { } into)
        {
            return await Conversation(into).Send(request, ct);
        }

        var now = time.GetUtcNow();
        var times = MessageTimes.Of(request, now);
        if (await Refusal(request, times, now, ct) is { } refusal && !await IsRepeat(request, ct))
        {
            throw refusal;
        }

        var row = new MessageRow
        {
            Id = request.MessageId,
            TenantId = _self.TenantId,
            ChannelId = _self.ChannelId,
            ContactId = _self.ContactId,
            Outbound = true,
            Content = request.Content,
            Status = MessageStatus.Pending,
            Lane = request.Lane,
            DueAt = times.DueAt,
            ExpiresAt = times.ExpiresAt,
            OnUnknown = request.OnUnknown,
            Fallback = request.Fallback,
            ReplyTo = request.ReplyTo,
            CallbackData = request.CallbackData,
            Origin = "api",
            TraceId = request.TraceId,
            CreatedAt = now,
        };
        var accepted = await messages.Accept(new NewMessage(row, request.IdempotencyKey, request.RequestHash), ct);
        if (accepted.Mismatch)
        {
            throw ProblemException.Conflict("idempotency_key_reused", "This Idempotency-Key was used for another request. Use a new key for a new message.");
        }

        WakeChannel();
        return new SendReceipt(accepted.Row.Id, accepted.Row.Status, accepted.Repeated);
    }

    public async Task<MessageDetails> Cancel(string messageId, CancellationToken ct)
    {
        await Own(messageId, ct);
        var result = await messages.Cancel(_self.TenantId, messageId, ct);
        if (result is not { Status: MessageStatus.Cancelled })
        {
            throw MessageProblems.NotPending(result?.Status ?? MessageStatus.Unknown);
        }

        if (result.Changed)
        {
            // It may have held back those behind it.
            WakeChannel();
        }

        return await Own(messageId, ct);
    }

    public async Task<MessageDetails> Retry(string messageId, CancellationToken ct)
    {
        var present = await Own(messageId, ct);
        await Channel.Get(ct);
        var now = time.GetUtcNow();
        var expiresAt = now + MessageLifetimes.Default(present.Message.Lane);
        var result = await messages.Retry(new RetryRequest(_self.TenantId, messageId, now, expiresAt), ct);
        if (result is not { Changed: true })
        {
            throw MessageProblems.NotEnded(result?.Status ?? MessageStatus.Unknown);
        }

        WakeChannel();
        return await Own(messageId, ct);
    }

    public async Task Dismiss(string messageId, CancellationToken ct)
    {
        await Own(messageId, ct);
        await messages.Dismiss(_self.TenantId, messageId, time.GetUtcNow(), ct);
    }

    public async Task SetBot(bool enabled, CancellationToken ct)
    {
        if (_updates.Current.MergedInto is { } into)
        {
            await Conversation(into).SetBot(enabled, ct);
            return;
        }

        await _updates.Update(state => state.BotOff == !enabled ? state : state with { BotOff = !enabled });
        await CommitPending(handledThrough: null, ct);
    }

    public async Task HandleAgain(long seq, CancellationToken ct)
    {
        var inbound = await inbox.Find(_self.TenantId, _self.ChannelId, _self.ContactId, seq, ct)
            ?? throw ProblemException.NotFound("event", seq.ToString(System.Globalization.CultureInfo.InvariantCulture));
        // Events that wait come first: they were here when somebody decided this.
        await CatchUp(ct);
        var answers = await flows.Answers(_self.TenantId, ct);
        var next = await DecideAgain(_updates.Current, inbound, answers, ct);
        await _updates.Update(_ => next);
        await CommitPending(handledThrough: null, ct, DeadLetterIds.OfMessage(_self.TenantId, inbound.MessageId));
    }

    private async ValueTask<ConversationState> DecideAgain(
        ConversationState present, InboundEvent inbound, TenantAnswers answers, CancellationToken ct)
    {
        var running = await Running(present, ct);
        try
        {
            return ConversationRules.HandleAgain(_self, present, inbound, answers, running, time.GetUtcNow()) ?? throw EventProblems.FlowWaits();
        }
        catch (Exception fault) when (fault is not ProblemException)
        {
            logger.LogError(fault, "Event {Seq} of type {Type} could not be handled again", inbound.Seq, inbound.Type);
            throw EventProblems.StillRefused();
        }
    }

    private async ValueTask<PublishedFlow?> Running(ConversationState present, CancellationToken ct) =>
        present.Flow is { } flow ? await flows.Version(_self.TenantId, flow.FlowId, flow.Version, ct) : null;

    private async Task<MessageDetails> Own(string messageId, CancellationToken ct) =>
        await messages.Get(_self.TenantId, messageId, ct) is { } found && found.Message.ChannelId == _self.ChannelId && found.Message.ContactId == _self.ContactId
            ? found
            : throw ProblemException.NotFound("message", messageId);

    private async Task Handle(ImmutableArray<InboundEvent> events, CancellationToken ct)
    {
        for (var at = 0; at < events.Length; at += EventsPerTurnMax)
        {
            await HandleTurn(events.AsSpan(at, Math.Min(EventsPerTurnMax, events.Length - at)).ToArray(), ct);
        }
    }

    private async Task HandleTurn(InboundEvent[] events, CancellationToken ct)
    {
        if (_updates.Current.MergedInto is not null)
        {
            // It was on its way when the names changed hands. It is answered here, and its rows follow the others.
            GrainFactory.GetGrain<IContactMergeGrain>(GrainKeys.Tenant(_self.TenantId)).Run(CancellationToken.None).NotAwaited(logger);
        }

        var answers = await flows.Answers(_self.TenantId, ct);
        var next = _updates.Current;
        foreach (var inbound in events)
        {
            next = await Decide(next, inbound, answers, ct);
        }

        if (ConversationRules.DecidesNothing(_updates.Current, next))
        {
            // What changed is in the rows that intake wrote; the next write that matters carries it. The inbox remembers what is handled.
            state.State = next;
            if (ConversationRules.Summary(next) == _committed)
            {
                _marked = messages.MarkHandled(_self.TenantId, _self.ChannelId, _self.ContactId, events[^1].Seq, CancellationToken.None).AsTask();
                _marked.NotAwaited(logger);
                return;
            }
        }
        else
        {
            await _updates.Update(_ => next);
        }

        await CommitPending(events[^1].Seq, ct);
    }

    private async ValueTask<ConversationState> Decide(
        ConversationState present, InboundEvent inbound, TenantAnswers answers, CancellationToken ct)
    {
        var running = await Running(present, ct);
        try
        {
            return ConversationRules.Handle(_self, present, inbound, answers, running, time.GetUtcNow());
        }
        catch (Exception fault)
        {
            // One event that no rule can digest must not stop the conversation for ever: it stays in history, unanswered, and becomes a dead letter.
            logger.LogError(fault, "Event {Seq} of type {Type} could not be handled and becomes a dead letter", inbound.Seq, inbound.Type);
            return ConversationRules.Refuse(present, inbound, fault.GetType().Name, time.GetUtcNow());
        }
    }

    private async Task CommitPending(long? handledThrough, CancellationToken ct, string? endedDeadLetterId = null)
    {
        var present = _updates.Current;
        var now = time.GetUtcNow();
        var rows = present.Pending.Select(p => new NewMessage(ConversationRules.Row(_self, p, now))).ToArray();
        var summary = ConversationRules.Summary(present);
        var turn = new TurnCommit(
            _self.TenantId, _self.ChannelId, _self.ContactId, rows, handledThrough, summary == _committed ? null : summary, present.Consent)
        {
            Refused = present.Refused,
            EndedDeadLetterId = endedDeadLetterId,
        };
        await messages.CommitTurn(turn, ct);
        _committed = summary;
        // They are rows now. The stored state forgets them with its next write; until then a crash repeats rows that exist.
        state.State = rows.Length + present.Refused.Length > 0 || present.Consent is not null ? state.State with { Pending = [], Refused = [], Consent = null } : state.State;
        if (rows.Length > 0 || present.Consent is not null)
        {
            WakeChannel();
        }
    }

    // A repeat gets its receipt whatever holds by then: what could be accepted once is not refused later.
    private async Task<bool> IsRepeat(SendMessage request, CancellationToken ct) =>
        request.IdempotencyKey is not null && await messages.Get(_self.TenantId, request.MessageId, ct) is not null;

    private async Task<ProblemException?> Refusal(SendMessage request, MessageTimes times, DateTimeOffset now, CancellationToken ct)
    {
        var connector = await Connector(ct);
        return SendRefusals.Invalid(connector, request)
            ?? SendRefusals.Impossible(request, now)
            ?? SendRefusals.Unwanted(connector, request, await conversations.Standing(_self.TenantId, _self.ChannelId, _self.ContactId, ct), times.DueAt);
    }

    private async ValueTask<IConnector> Connector(CancellationToken ct)
    {
        if (_connector == ConnectorKind.Unknown)
        {
            _connector = (await Channel.Get(ct)).Connector;
        }

        return connectors.Get(_connector);
    }

    private IConversationGrain Conversation(string contactId) =>
        GrainFactory.GetGrain<IConversationGrain>(GrainKeys.Conversation(_self.TenantId, _self.ChannelId, contactId));

    private IChannelGrain Channel => GrainFactory.GetGrain<IChannelGrain>(GrainKeys.Channel(_self.TenantId, _self.ChannelId));

    // Not awaited: the rows are durable, and the channel looks by itself within a minute.
    private void WakeChannel() => Channel.Wake().NotAwaited(logger);
}
