namespace OrleansWa.EmbeddedRuntime.Simulation;

/// <summary>Time that moves only when nothing is ready, straight to the next timer.</summary>
internal sealed class VirtualClock(DateTimeOffset start)
{
    private readonly PriorityQueue<(VirtualTimer Timer, int Version), (long Due, long Order)> _timers = new();
    private long _lastTimer;
    private long _lastOrder;

    internal DateTimeOffset Now { get; private set; } = start;

    internal long NextTimerNumber() => ++_lastTimer;

    internal void Add(VirtualTimer timer, int version, DateTimeOffset due) =>
        _timers.Enqueue((timer, version), (due.UtcTicks, ++_lastOrder));

    /// <summary>Moves to the next timers, at most to a limit, and makes those ready that are due then. False when there are none.</summary>
    internal bool TryAdvance(DateTimeOffset limit)
    {
        DropDeadTimers();
        if (!_timers.TryPeek(out _, out var next) || next.Due > limit.UtcTicks)
        {
            return false;
        }

        AdvanceTo(new DateTimeOffset(next.Due, TimeSpan.Zero));
        while (_timers.TryPeek(out var entry, out var at) && at.Due == next.Due)
        {
            _timers.Dequeue();
            entry.Timer.OnDue(entry.Version);
        }

        return true;
    }

    internal void AdvanceTo(DateTimeOffset time) => Now = time > Now ? time : Now;

    private void DropDeadTimers()
    {
        while (_timers.TryPeek(out var entry, out _) && !entry.Timer.IsCurrent(entry.Version))
        {
            _timers.Dequeue();
        }
    }
}
