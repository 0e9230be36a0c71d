using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OrleansWa.EmbeddedRuntime;

/// <summary>What grains and references need of their silo.</summary>
public sealed partial class EmbeddedSilo
{
    private const string DefaultStorage = "Default";

    internal long NextActivationNumber() => Interlocked.Increment(ref _lastActivationNumber);

    /// <summary>Sends a call on its way. Refuses when the silo does not take it; the caller finds out by its result.</summary>
    internal void Dispatch(GrainId target, GrainCall call)
    {
        if (_status != SiloStatus.Running && !(_status == SiloStatus.Draining && call.Source is not null))
        {
            call.Fail(new SiloUnavailableException($"The silo does not take calls: {_status}."));
            return;
        }

        _directory.Dispatch(target, call);
        Clock.OnDispatched();
    }

    internal void ThrowIfStopped()
    {
        if (_status == SiloStatus.Stopped)
        {
            throw new SiloUnavailableException("The silo has stopped.");
        }
    }

    internal void RefuseOverload(Activation activation, GrainRequest request, KeyValuePair<string, object?> grainType)
    {
        Metrics.Overloaded(grainType);
        request.Fail(new LimitExceededException(
            $"Grain {activation.GrainId} has {Options.MailboxLimit} waiting calls, which is its limit. The call did not run."));
    }

    /// <summary>Ends the wait of calls that were sent before a moment. True while others may expire later.</summary>
    internal bool ExpireCalls(long sentBefore)
    {
        var canExpire = false;
        foreach (var activation in InOrder(_directory.All().Where(known => known.Load() > 0)))
        {
            var expired = new List<GrainRequest>();
            canExpire |= activation.CollectExpired(sentBefore, expired);
            if (expired.Count > 0)
            {
                Executor.Queue(() => Expire(activation.GrainId, expired), "timeout");
            }
        }

        return canExpire;
    }

    internal bool HasStorage(string? name) => FindStorage(name) is not null;

    internal IGrainStorage StorageNamed(string? name) =>
        FindStorage(name) ?? throw new InvalidOperationException($"No {nameof(IGrainStorage)} is registered as '{name ?? DefaultStorage}'.");

    /// <summary>An activation began or ended to take requests.</summary>
    internal void CountActivation(GrainClass grainClass, int change)
    {
        grainClass.Count(change);
        var all = Interlocked.Add(ref _activations, change);
        if (change < 0)
        {
            Metrics.Deactivated(grainClass.Tag);
            return;
        }

        Metrics.Activated(grainClass.Tag);
        _collector.Want();
        if (all == Options.ActivationsWarning + 1)
        {
            _logger.LogWarning("More than {Limit} activations are in memory.", Options.ActivationsWarning);
        }
    }

    internal void LogTimerFailure(GrainId grainId, Exception error) => _logger.LogWarning(error, "A timer of grain {GrainId} failed.", grainId);

    internal void LogActivationFailure(GrainId grainId, Exception error) => _logger.LogError(error, "Grain {GrainId} could not be activated.", grainId);

    internal void LogDeactivationFailure(GrainId grainId, Exception error) => _logger.LogError(error, "Grain {GrainId} failed to deactivate cleanly.", grainId);

    internal void LogDeactivationCutShort(GrainId grainId) =>
        _logger.LogWarning("Grain {GrainId} was still busy when its time to deactivate was over; it is taken away.", grainId);

    internal void LogReminderFailure(GrainId grainId, string name, Exception error) =>
        _logger.LogWarning(error, "Reminder {Reminder} of grain {GrainId} failed; it ticks again after its period.", name, grainId);

    internal void LogUnknownReminder(ReminderEntry entry) =>
        _logger.LogError("Reminder {Reminder} of grain {GrainId} stays silent: no such grain class is registered.", entry.ReminderName, entry.GrainId);

    internal void LogOneWayFailure(GrainMethod method, Exception error) =>
        _logger.LogWarning(error, "One-way call {Interface}.{Method} failed.", method.Interface.Name, method.Info.Name);

    private IGrainStorage? FindStorage(string? name) => name is null
        ? Services.GetService<IGrainStorage>() ?? Services.GetKeyedService<IGrainStorage>(DefaultStorage)
        : Services.GetKeyedService<IGrainStorage>(name);

    private void Expire(GrainId grainId, List<GrainRequest> expired)
    {
        Metrics.TimedOut(expired.Count);
        foreach (var request in expired)
        {
            var call = (GrainCall)request;
            request.Fail(new TimeoutException(
                $"{call.Method.Interface.Name}.{call.Method.Info.Name} of grain {grainId} gave no answer within {Options.ResponseTimeout}. It may still run."));
        }
    }

    private bool CollectIdle()
    {
        var now = Time.GetTimestamp();
        foreach (var activation in InOrder(_directory.All().Where(known => known.IsIdle(now))))
        {
            activation.DeactivateIfIdle(now);
        }

        return !_directory.IsEmpty;
    }
}
