namespace OrleansWa.Testing.Silo;

/// <summary>Time that moves only when a test moves it. It outlives the processes of a world.</summary>
internal sealed class WorldClock(DateTimeOffset start)
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<(WorldTimer Timer, int Version), (long Due, long Order)> _timers = new();
    private long _now = start.UtcTicks;
    private long _lastOrder;

    public DateTimeOffset Now => new(Volatile.Read(ref _now), TimeSpan.Zero);

    public void Add(WorldTimer timer, int version, TimeSpan wait)
    {
        lock (_gate)
        {
            _timers.Enqueue((timer, version), (_now + wait.Ticks, ++_lastOrder));
        }
    }

    /// <summary>Moves to the next timer, at most to a limit, and fires it. One at a time: what it causes is over before the next fires. False when there is none.</summary>
    public bool TryAdvance(DateTimeOffset limit)
    {
        while (Next(limit) is { Timer: { } timer } next)
        {
            if (timer.Fire(next.Version))
            {
                return true;
            }
        }

        return false;
    }

    public void AdvanceTo(DateTimeOffset time)
    {
        lock (_gate)
        {
            _now = Math.Max(_now, time.UtcTicks);
        }
    }

    private (WorldTimer? Timer, int Version) Next(DateTimeOffset limit)
    {
        lock (_gate)
        {
            while (_timers.TryPeek(out var entry, out var at))
            {
                if (!entry.Timer.IsCurrent(entry.Version))
                {
                    _timers.Dequeue();
                    continue;
                }

                if (at.Due > limit.UtcTicks)
                {
                    return default;
                }

                _now = Math.Max(_now, at.Due);
                return _timers.Dequeue();
            }

            return default;
        }
    }
}
