using System.Collections.Concurrent;

namespace OrleansWa.Cluster.Tests.Silos;

/// <summary>Timers that fire when a test says that their time has passed, and not before.</summary>
internal sealed class TimeByHand : TimeProvider
{
    private readonly ConcurrentDictionary<TimeSpan, TaskCompletionSource<Action>> _timers = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Timer(dueTime).TrySetResult(() => callback(state));
        return new Started();
    }

    /// <summary>Waits for somebody to wait so long, does something meanwhile, and lets the time pass.</summary>
    public async Task Passes(TimeSpan time, Action? meanwhile = null)
    {
        var fire = await Timer(time).Task.WaitAsync(TimeSpan.FromMinutes(1));
        meanwhile?.Invoke();
        fire();
    }

    private TaskCompletionSource<Action> Timer(TimeSpan time) =>
        _timers.GetOrAdd(time, static _ => new TaskCompletionSource<Action>(TaskCreationOptions.RunContinuationsAsynchronously));

    private sealed class Started : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
