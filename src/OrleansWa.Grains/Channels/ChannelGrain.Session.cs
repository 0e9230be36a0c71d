using Microsoft.Extensions.Logging;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Conversations;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Tenants;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Grains.State;

namespace OrleansWa.Grains.Channels;

/// <summary>The session: connecting, losing, trying again, and what the dispatcher needs of it.</summary>
internal sealed partial class ChannelGrain : Dispatcher.IHost
{
    (IConnector Connector, ConnectorAccount Account)? Dispatcher.IHost.Sender()
    {
        if (State.Status != ChannelStatus.Connected)
        {
            return null;
        }

        try
        {
            return (_connectors.Get(State.Connector), Account());
        }
        catch (ProblemException corrupt)
        {
            Transition(ChannelEvent.AuthError, Corrupt(corrupt)).NotAwaited(_logger);
            return null;
        }
    }

    void Dispatcher.IHost.WakeAt(DateTimeOffset at)
    {
        var now = _time.GetUtcNow();
        if (_wakeAt is { } earlier && earlier <= at && earlier > now)
        {
            return;
        }

        _wakeAt = at;
        var delay = at > now ? at - now : TimeSpan.Zero;
        // A day is the longest wait; the reminder looks every minute anyway.
        delay = delay < TimeSpan.FromDays(1) ? delay : TimeSpan.FromDays(1);
        _wake ??= this.RegisterGrainTimer(OnWake, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { Interleave = true });
        _wake.Change(delay, Timeout.InfiniteTimeSpan);
    }

    void Dispatcher.IHost.End() => DeactivateOnIdle();

    TimeSpan Dispatcher.IHost.Gap() => SlowdownRules.Gap(State.Slowdown, _time.GetUtcNow());

    Task Dispatcher.IHost.StopForRepair(MessageError error, bool wholeAccount) => StopForRepair(Problem(error), wholeAccount, _time.GetUtcNow());

    Task Dispatcher.IHost.SlowDown(MessageError error) => SlowDown(Problem(error));

    private static ChannelProblem Problem(MessageError error) => new(error.Code, error.Title, error.Remedy);

    private async Task StopForRepair(ChannelProblem problem, bool wholeAccount, DateTimeOffset at)
    {
        var account = State.CloudApi?.BusinessAccountId;
        await Transition(ChannelEvent.AuthError, problem);
        _logger.LogWarning("The channel stops until a person acts: {Code} {Reason} {Remedy}", problem.Code, problem.Reason, problem.Remedy);
        if (wholeAccount && account is not null)
        {
            // Not awaited: each channel of the account that misses it learns it from its own next message.
            Tenant.StopAccount(new AccountProblem(State.Connector, account, problem, at)).NotAwaited(_logger);
        }
    }

    private async Task SlowDown(ChannelProblem reason)
    {
        await _updates.Update(s => s with { Slowdown = SlowdownRules.After(s.Slowdown, reason, _time.GetUtcNow()) });
        _logger.LogWarning(
            "People complain about the number ({Code}): one message in {Gap} s until {Until}", reason.Code, State.Slowdown?.GapSeconds, State.Slowdown?.Until);
    }

    private Task OnWake(CancellationToken ct)
    {
        EnterScope();
        _wakeAt = null;
        _dispatcher!.Kick();
        return Task.CompletedTask;
    }

    private void AttemptLater()
    {
        if (State.NextAttemptAt is { } at)
        {
            var now = _time.GetUtcNow();
            _attempt ??= this.RegisterGrainTimer(OnAttempt, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
            _attempt.Change(at > now ? at - now : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task OnAttempt(CancellationToken ct)
    {
        EnterScope();
        if (State.NextAttemptAt is not null)
        {
            await Connect(State.ReconnectAttempts + 1, ct);
        }
    }

    private void EnterScope()
    {
        CallScope.EnterTenant(_tenantId);
        LogContext.GrainKey = this.GetPrimaryKeyString();
    }

    private async Task Connect(int attempt, CancellationToken ct)
    {
        ConnectorAccount account;
        try
        {
            account = Account();
        }
        catch (ProblemException corrupt)
        {
            await Refused(Corrupt(corrupt), transient: false, attempt);
            return;
        }

        var outcome = await _connectors.Get(State.Connector).Connect(account, ct);
        if (outcome.Problem is { } problem)
        {
            await Refused(problem, outcome.Transient, attempt);
            return;
        }

        await Claim(ct);
        await Transition(ChannelEvent.ConnectSucceeded, change: s => s with
        {
            Number = outcome.Number ?? s.Number,
            ReconnectAttempts = 0,
            NextAttemptAt = null,
            FirstConnectedDay = s.FirstConnectedDay ?? ChannelViews.Today(s, _time.GetUtcNow()),
        });
        _dispatcher!.Kick();
    }

    private static ChannelProblem Corrupt(ProblemException fault) =>
        new("TOKEN_CORRUPT", fault.Message, "Set credentials.accessToken again, then start.");

    private async Task Refused(ChannelProblem problem, bool transient, int attempt)
    {
        if (!transient)
        {
            await Transition(ChannelEvent.ConnectRefused, problem, s => s with { NextAttemptAt = null });
            return;
        }

        var next = _time.GetUtcNow() + ReconnectRules.Delay(attempt, _chance.NextDouble());
        var exhausted = attempt >= ReconnectRules.AttemptsMax && State.Status != ChannelStatus.Error;
        var session = exhausted ? ChannelEvent.AttemptsExhausted : ChannelEvent.ConnectFailed;
        await Transition(session, problem, s => s with { ReconnectAttempts = attempt, NextAttemptAt = next });
        if (State.NextAttemptAt == next)
        {
            AttemptLater();
        }
    }

    // Only now, when the channel's own token has proved that the number is its own, are webhooks routed to it.
    private async Task Claim(CancellationToken ct)
    {
        var app = (await Tenant.Get(ct)).HasOwnApp ? _tenantId : GrainKeys.PlatformScope;
        var account = State.CloudApi!.PhoneNumberId;
        var bound = await _bindings.Bind(new ChannelBinding(State.Connector, account, _tenantId, _channelId, app, _time.GetUtcNow()), ct);
        _router.Forget(State.Connector, account);
        if (bound)
        {
            return;
        }

        var problem = new ChannelProblem("PHONE_NUMBER_TAKEN", "Another channel of the platform holds this number.", "Delete that channel first, or use another number.");
        await Transition(ChannelEvent.ConnectRefused, problem);
        throw ProblemException.Conflict("phone_number_taken", $"{problem.Reason} {problem.Remedy}");
    }

    private async Task Free(CancellationToken ct)
    {
        if (State.CloudApi is { } cloudApi)
        {
            await _bindings.Unbind(State.Connector, cloudApi.PhoneNumberId, _tenantId, _channelId, ct);
            _router.Forget(State.Connector, cloudApi.PhoneNumberId);
        }
    }

    private async Task Transition(ChannelEvent session, ChannelProblem? problem = null, Func<ChannelState, ChannelState>? change = null)
    {
        var before = State.Status;
        await _updates.Update(s => ChannelRules.Apply(s, session, problem, change, _time.GetUtcNow()));
        if (State.Status != before)
        {
            _logger.LogInformation("Channel went from {Before} to {After} by {Event} {Code}", before, State.Status, session, problem?.Code);
        }
    }

    private async Task Redeliver(DateTimeOffset before, CancellationToken ct)
    {
        var seen = new HashSet<ConversationRef>();
        IReadOnlyList<ConversationRef> page;
        List<ConversationRef> fresh;
        do
        {
            page = await _inbox.WithUnhandled(_tenantId, _channelId, before, RedeliverPage, ct);
            fresh = [.. page.Where(seen.Add)];
            foreach (var some in fresh.Chunk(RedeliverAtOnce))
            {
                await Task.WhenAll(some.Select(conversation => CatchUp(conversation, ct)));
            }
        }
        while (page.Count == RedeliverPage && fresh.Count > 0);
    }

    // One conversation that cannot be handled holds up no other.
    private async Task CatchUp(ConversationRef conversation, CancellationToken ct)
    {
        try
        {
            var key = GrainKeys.Conversation(conversation.TenantId, conversation.ChannelId, conversation.ContactId);
            await GrainFactory.GetGrain<IConversationGrain>(key).CatchUp(ct);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            _logger.LogWarning(fault, "Contact {Contact}'s events could not be handled; they are told again within a minute", conversation.ContactId);
        }
    }

    private async Task RefreshTenant(bool refuseSuspended, CancellationToken ct)
    {
        var tenant = await Tenant.Get(ct);
        if (refuseSuspended && tenant.Status == TenantStatus.Suspended)
        {
            throw ProblemException.Conflict("tenant_suspended", "The tenant is suspended. Resume it first.");
        }

        await _updates.Update(s => s.TimeZone == tenant.TimeZone ? s : s with { TimeZone = tenant.TimeZone });
    }

    private async Task EndReminder()
    {
        if (await this.GetReminder(Reminder) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }
}
