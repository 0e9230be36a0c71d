using Microsoft.Extensions.Logging;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Secrets;
using OrleansWa.Contracts.Tenants;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Grains.State;
using OrleansWa.Grains.Webhooks;

namespace OrleansWa.Grains.Channels;

/// <inheritdoc cref="IChannelGrain"/>
[GrainType("wa.channel")]
internal sealed partial class ChannelGrain : Grain, IChannelGrain, IRemindable
{
    private const string Reminder = "session";
    private const int RedeliverPage = 1_000;
    private const int RedeliverAtOnce = 16;
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    // What intake stored less than this ago is most likely being handled right now.
    private static readonly TimeSpan HandlingGrace = TimeSpan.FromSeconds(30);

    private readonly SerializedUpdates<ChannelState> _updates;
    private readonly ConnectorRegistry _connectors;
    private readonly IChannelBindingStore _bindings;
    private readonly IMessageStore _messages;
    private readonly IIntakeStore _inbox;
    private readonly ISecretProtector _secrets;
    private readonly ChannelRouter _router;
    private readonly DispatchOptions _options;
    private readonly TimeProvider _time;
    private readonly Random _chance;
    private readonly ILogger<ChannelGrain> _logger;
    private string _tenantId = "";
    private string _channelId = "";
    private Dispatcher? _dispatcher;
    private IGrainTimer? _wake;
    private IGrainTimer? _attempt;
    private DateTimeOffset? _wakeAt;
    private string? _accessToken;

    public ChannelGrain(
        [PersistentState("channel")] IPersistentState<ChannelState> state,
        ConnectorRegistry connectors,
        IChannelBindingStore bindings,
        IMessageStore messages,
        IIntakeStore inbox,
        ISecretProtector secrets,
        ChannelRouter router,
        DispatchOptions options,
        TimeProvider time,
        Random chance,
        ILogger<ChannelGrain> logger)
    {
        _updates = new SerializedUpdates<ChannelState>(state);
        _connectors = connectors;
        _bindings = bindings;
        _messages = messages;
        _inbox = inbox;
        _secrets = secrets;
        _router = router;
        _options = options;
        _time = time;
        _chance = chance;
        _logger = logger;
    }

    private ChannelState State => _updates.Current;

    public override async Task OnActivateAsync(CancellationToken ct)
    {
        (_tenantId, _channelId, _) = GrainKeys.Split(this.GetPrimaryKeyString());
        EnterScope();
        _dispatcher = new Dispatcher(
            _tenantId, _channelId, _messages, new SendQuota(_updates, _options, _time), _options, this, _time, _chance, _logger);
        if (State.Status == ChannelStatus.Unknown)
        {
            return;
        }

        // One activation at a time: whatever is still "sending" was in flight when the one before ended, and nobody knows how it ended.
        var interrupted = await _messages.MarkInterrupted(_tenantId, _channelId, _time.GetUtcNow(), ct);
        if (interrupted > 0)
        {
            _logger.LogWarning("{Count} attempts were cut off; their messages wait for a status before anything else happens", interrupted);
        }

        AttemptLater();
        _dispatcher.Kick();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken ct)
    {
        if (_dispatcher is not null)
        {
            await _dispatcher.Drain(ct);
        }
    }

    public async Task<ChannelView> Create(CreateChannel request, CancellationToken ct)
    {
        if (State.Status != ChannelStatus.Unknown)
        {
            throw ProblemException.Conflict("channel_exists", $"There is a channel '{_channelId}' already.");
        }

        _connectors.Get(request.Connector);
        ChannelRules.Refuse(request);
        var tenant = await Tenant.Get(ct);
        await _updates.Update(_ => new ChannelState
        {
            Status = ChannelStatus.Disconnected,
            StatusSince = _time.GetUtcNow(),
            Connector = request.Connector,
            Role = request.Role,
            DisplayName = request.DisplayName.Trim(),
            AccessToken = Protect(request.AccessToken),
            CloudApi = request.CloudApi,
            MessagesPerDay = request.MessagesPerDay is > 0 ? request.MessagesPerDay : null,
            TimeZone = tenant.TimeZone,
            CreatedAt = _time.GetUtcNow(),
        });
        return View();
    }

    public Task<ChannelView> Get(CancellationToken ct)
    {
        Existing();
        return Task.FromResult(View());
    }

    public async Task<ChannelView> Update(UpdateChannel request, CancellationToken ct)
    {
        Existing();
        ChannelRules.Refuse(request);
        await _updates.Update(s => s with
        {
            DisplayName = request.DisplayName?.Trim() ?? s.DisplayName,
            Role = request.Role ?? s.Role,
            AccessToken = request.AccessToken is null ? s.AccessToken : Protect(request.AccessToken),
            MessagesPerDay = request.MessagesPerDay switch { null => s.MessagesPerDay, 0 => null, var cap => cap },
        });
        _accessToken = null;
        _dispatcher!.Kick();
        return View();
    }

    public async Task Delete(CancellationToken ct)
    {
        Existing();
        await Stop(ct);
        await Free(ct);
        await _updates.Clear();
        DeactivateOnIdle();
    }

    public async Task<ChannelView> Start(CancellationToken ct)
    {
        Existing();
        if (State.Status == ChannelStatus.Connected)
        {
            return View();
        }

        await RefreshTenant(refuseSuspended: true, ct);
        await Transition(ChannelEvent.Start, change: s => s with { NextAttemptAt = _time.GetUtcNow() });
        await this.RegisterOrUpdateReminder(Reminder, ReminderPeriod, ReminderPeriod);
        await Connect(attempt: 1, ct);
        return View();
    }

    public async Task<ChannelView> Stop(CancellationToken ct)
    {
        Existing();
        await Transition(ChannelEvent.Stop);
        await EndReminder();
        return View();
    }

    public async Task SetTenantSuspended(bool suspended, CancellationToken ct)
    {
        if (State.Status == ChannelStatus.Unknown)
        {
            return;
        }

        if (suspended)
        {
            await Transition(ChannelEvent.Suspend, change: s => s with { RanBeforeSuspension = State.Status != ChannelStatus.Disconnected });
            return;
        }

        await Transition(ChannelEvent.Resume);
        if (State.RanBeforeSuspension)
        {
            // Later and not now: the tenant waits for this call, and the connector may take its time.
            await Transition(ChannelEvent.Start, change: s => s with { RanBeforeSuspension = false, NextAttemptAt = _time.GetUtcNow() });
            AttemptLater();
        }
    }

    public Task Wake(CancellationToken ct)
    {
        _dispatcher!.Kick();
        return Task.CompletedTask;
    }

    public async Task ReportFailure(ChannelFailure failure, CancellationToken ct)
    {
        // Late news of what a person has mended since.
        if (State.Status != ChannelStatus.Connected || failure.At < State.StatusSince)
        {
            return;
        }

        switch (failure.Advice)
        {
            case { Action: ErrorAction.Fix, Scope: ErrorScope.Channel or ErrorScope.Account }:
                await StopForRepair(failure.Problem, failure.Advice.Scope == ErrorScope.Account, failure.At);
                break;
            case { Action: ErrorAction.Slow }:
                await SlowDown(failure.Problem);
                break;
        }
    }

    public async Task StopForAccount(AccountProblem problem, CancellationToken ct)
    {
        var isOurs = State.Connector == problem.Connector && State.CloudApi?.BusinessAccountId == problem.BusinessAccountId;
        if (isOurs && State.Status == ChannelStatus.Connected && problem.At >= State.StatusSince)
        {
            await StopForRepair(problem.Problem, wholeAccount: false, problem.At);
        }
    }

    public async Task RedeliverUnhandled(CancellationToken ct)
    {
        // Reminders are made anew from what is stored: another runtime kept them, or Redis lost them.
        if (State.Status is not (ChannelStatus.Unknown or ChannelStatus.Disconnected) && await this.GetReminder(Reminder) is null)
        {
            await this.RegisterOrUpdateReminder(Reminder, ReminderPeriod, ReminderPeriod);
        }

        await Redeliver(_time.GetUtcNow(), ct);
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (State.Status == ChannelStatus.Unknown)
        {
            await EndReminder();
            return;
        }

        // An attempt that the store cut short has no timer any more.
        AttemptLater();
        var now = _time.GetUtcNow();
        await RefreshTenant(refuseSuspended: false, CancellationToken.None);
        await Redeliver(now - HandlingGrace, CancellationToken.None);
        GrainFactory.GetGrain<IContactMergeGrain>(GrainKeys.Tenant(_tenantId)).Run(CancellationToken.None).NotAwaited(_logger);
        await _messages.ExpireOverdue(new OverdueRequest(_tenantId, _channelId, now - _options.UnknownFor, now, RetrySchedule.MaxTries));
        _dispatcher!.Kick();
    }

    private ITenantGrain Tenant => GrainFactory.GetGrain<ITenantGrain>(GrainKeys.Tenant(_tenantId));

    private ConnectorAccount Account()
    {
        _accessToken ??= _secrets.Unprotect(TokenScope, State.AccessToken);
        return new ConnectorAccount(State.CloudApi!.PhoneNumberId, State.CloudApi.BusinessAccountId, _accessToken);
    }

    private string Protect(string token) => _secrets.Protect(TokenScope, token);

    private string TokenScope => $"{_tenantId}/{_channelId}:access_token";

    private ChannelView View() => ChannelViews.View(_channelId, State, _time.GetUtcNow());

    private void Existing()
    {
        if (State.Status == ChannelStatus.Unknown)
        {
            throw ProblemException.NotFound("channel", _channelId);
        }
    }
}
