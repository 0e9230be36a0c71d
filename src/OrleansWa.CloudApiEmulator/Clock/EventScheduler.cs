namespace OrleansWa.CloudApiEmulator.Clock;

/// <summary>Work to be done later, in order of due time, on one timer. At the limit of two million entries new work is done at once.</summary>
internal sealed class EventScheduler : IDisposable
{
    private const int EntriesMax = 2_000_000;

    private readonly EmulatorClock _clock;
    private readonly ILogger _log;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private readonly PriorityQueue<Action, (long DueTicks, long Order)> _work = new();
    private long _order;
    private long _armedForTicks = long.MaxValue;

    public EventScheduler(EmulatorClock clock, ILogger log)
    {
        _clock = clock;
        _log = log;
        _timer = clock.CreateTimer(_ => RunDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public int Pending
    {
        get
        {
            lock (_gate) return _work.Count;
        }
    }

    public void After(TimeSpan delay, Action work)
    {
        if (delay <= TimeSpan.Zero || !Enqueue(_clock.GetUtcNow().UtcTicks + delay.Ticks, work)) Run(work);
    }

    /// <summary>Does what is due now; called by the timer, and by whoever moved the clock.</summary>
    public void RunDue()
    {
        while (TakeDue() is { } work) Run(work);
    }

    public void Clear()
    {
        lock (_gate) _work.Clear();
    }

    public void Dispose() => _timer.Dispose();

    private bool Enqueue(long dueTicks, Action work)
    {
        lock (_gate)
        {
            if (_work.Count >= EntriesMax) return false;
            _work.Enqueue(work, (dueTicks, _order++));
            if (dueTicks < _armedForTicks) Arm(dueTicks);
            return true;
        }
    }

    private Action? TakeDue()
    {
        lock (_gate)
        {
            if (!_work.TryPeek(out var work, out var at))
            {
                _armedForTicks = long.MaxValue;
                return null;
            }

            if (at.DueTicks <= _clock.GetUtcNow().UtcTicks)
            {
                _work.Dequeue();
                return work;
            }

            Arm(at.DueTicks);
            return null;
        }
    }

    private void Arm(long dueTicks)
    {
        _armedForTicks = dueTicks;
        // A timer may fire a little early; a millisecond at least keeps that from becoming a busy loop.
        var wait = new TimeSpan(dueTicks - _clock.GetUtcNow().UtcTicks);
        _timer.Change(wait < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : wait, Timeout.InfiniteTimeSpan);
    }

    private void Run(Action work)
    {
        try
        {
            work();
        }
        catch (Exception e)
        {
            _log.LogError(e, "Emulator: a scheduled event failed");
        }
    }
}
