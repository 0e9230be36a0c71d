namespace OrleansWa.EmbeddedRuntime;

/// <summary>From activating to gone.</summary>
internal sealed partial class Activation
{
    private ActivationStatus _status = ActivationStatus.Activating;
    private DeactivationReason? _reason;
    private CancellationToken _deactivationToken;
    private ITimer? _patience;
    private bool _isEnding;
    private long _keepAliveUntil;

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        lock (Gate)
        {
            if (_reason is not null || _status == ActivationStatus.Gone)
            {
                return;
            }

            _reason = deactivationReason;
            _deactivationToken = cancellationToken;
            StopTakingRequests();
        }
    }

    /// <summary>True when nothing was asked of it for its collection age.</summary>
    internal bool IsIdle(long now)
    {
        lock (Gate)
        {
            var age = _class.AgeLimit ?? Silo.Options.CollectionAge;
            return _status == ActivationStatus.Active && _running.Count + _waiting.Count == 0 && now >= _keepAliveUntil
                && age != TimeSpan.MaxValue && Silo.Time.GetElapsedTime(_lastUsed, now) >= age;
        }
    }

    /// <summary>Starts deactivation when it is idle.</summary>
    internal void DeactivateIfIdle(long now)
    {
        lock (Gate)
        {
            if (IsIdle(now))
            {
                Deactivate(new(DeactivationReasonCode.ActivationIdle, "Nothing was asked of it for its collection age."));
            }
        }
    }

    internal void DelayDeactivation(TimeSpan timeSpan)
    {
        var forGood = timeSpan == TimeSpan.MaxValue || timeSpan == Timeout.InfiniteTimeSpan;
        var now = Silo.Time.GetTimestamp();
        lock (Gate)
        {
            _keepAliveUntil = forGood ? long.MaxValue : now + (long)(timeSpan.TotalSeconds * Silo.Time.TimestampFrequency);
        }
    }

    /// <summary>Takes everything away at once: no caller waits any more, no timer ticks. For the end of a stop.</summary>
    internal void Abandon(Exception error)
    {
        lock (Gate)
        {
            End(keepWaiting: false);
        }

        StopTimers();
        FailCalls(error);
        _gone?.TrySetResult();
    }

    /// <summary>Ends the wait of every caller, and nothing else.</summary>
    internal void FailCalls(Exception error)
    {
        var calls = new List<GrainRequest>();
        lock (Gate)
        {
            calls.AddRange(_running);
            calls.AddRange(_waiting);
            _waiting = default;
        }

        calls.ForEach(call => call.Fail(error));
    }

    private async Task ActivateAsync()
    {
        try
        {
            RequestContext.Import(_waiting.First?.RequestContext);
            await ReadAndActivateAsync();
        }
        catch (Exception error)
        {
            await FailActivationAsync(error);
            return;
        }

        lock (Gate)
        {
            if (_status != ActivationStatus.Activating)
            {
                return;
            }

            _status = ActivationStatus.Active;
            Silo.CountActivation(_class, 1);
            StartWaiting(all: true);

            // Asked for within OnActivateAsync: first serve those who woke the grain, else it would never serve anyone.
            StopTakingRequests();
        }
    }

    private async Task ReadAndActivateAsync()
    {
        Silo.ThrowIfStopped();
        using var timeout = new CancellationTokenSource(Silo.Options.ActivationTimeout, Silo.Time);
        var states = new List<IActivationState>();
        GrainInstance = _class.Create(this, states);
        foreach (var state in states)
        {
            await state.ReadStateAsync(timeout.Token);
        }

        await ((IGrainBase)GrainInstance).OnActivateAsync(timeout.Token);
    }

    private async Task FailActivationAsync(Exception error)
    {
        Silo.LogActivationFailure(GrainId, error);
        await DisposeInstanceAsync();
        Abandon(CallErrors.Crossing(error));
    }

    private void StopTakingRequests()
    {
        if (_reason is null || _status != ActivationStatus.Active)
        {
            return;
        }

        _status = ActivationStatus.Deactivating;
        if (_running.Count == 0)
        {
            BeginDeactivation();
            return;
        }

        _patience = Silo.Time.CreateTimer(
            static self => ((Activation)self!).GiveUpWaiting(), this, Silo.Options.DeactivationTimeout, Timeout.InfiniteTimeSpan);
    }

    private void GiveUpWaiting()
    {
        lock (Gate)
        {
            if (_status == ActivationStatus.Deactivating)
            {
                BeginDeactivation();
            }
        }
    }

    private void BeginDeactivation()
    {
        if (_isEnding)
        {
            return;
        }

        _isEnding = true;
        _patience?.Dispose();
        Enqueue((Action)(() => _ = DeactivateAsync()));
    }

    private async Task DeactivateAsync()
    {
        StopTimers();
        try
        {
            using var limit = new CancellationTokenSource(Silo.Options.DeactivationTimeout, Silo.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _deactivationToken);
            await ((IGrainBase)GrainInstance!).OnDeactivateAsync(_reason!.Value, either.Token).WaitAsync(either.Token);
        }
        catch (Exception error)
        {
            Silo.LogDeactivationFailure(GrainId, error);
        }

        await DisposeInstanceAsync();
        lock (Gate)
        {
            End(keepWaiting: true);
        }

        FailCalls(new TimeoutException($"A request of grain {GrainId} did not end before its activation was taken away."));
        _gone?.TrySetResult();
    }

    private async Task DisposeInstanceAsync()
    {
        try
        {
            if (GrainInstance is IAsyncDisposable instance)
            {
                await instance.DisposeAsync();
            }
            else
            {
                (GrainInstance as IDisposable)?.Dispose();
            }

            await (_scope?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        catch (Exception error)
        {
            Silo.LogDeactivationFailure(GrainId, error);
        }
    }

    private void StopTimers()
    {
        GrainTimer[] timers;
        lock (Gate)
        {
            timers = _timers?.ToArray() ?? [];
        }

        Array.ForEach(timers, timer => timer.Dispose());
    }

    /// <summary>The activation leaves its place, and what waits gets the next one, in one step: nobody finds neither.</summary>
    private void End(bool keepWaiting)
    {
        if (_status == ActivationStatus.Gone)
        {
            return;
        }

        if (GrainInstance is not null && _status != ActivationStatus.Activating)
        {
            Silo.CountActivation(_class, -1);
        }

        _status = ActivationStatus.Gone;
        _owner.Replace(this, keepWaiting ? _waiting : default);
        _waiting = keepWaiting ? default : _waiting;
    }
}
