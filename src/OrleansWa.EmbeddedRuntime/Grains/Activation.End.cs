namespace OrleansWa.EmbeddedRuntime;

/// <summary>From the decision to go to gone.</summary>
internal sealed partial class Activation
{
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
        using var limit = new CancellationTokenSource(Silo.Options.DeactivationTimeout, Silo.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _deactivationToken);
        try
        {
            await ((IGrainBase)GrainInstance!).OnDeactivateAsync(_reason!.Value, either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // Also of a grain that ends at its token, in the same instant.
            Silo.LogDeactivationCutShort(GrainId);
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
