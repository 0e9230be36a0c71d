namespace OrleansWa.EmbeddedRuntime;

/// <summary>From activating to the decision to go.</summary>
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
}
