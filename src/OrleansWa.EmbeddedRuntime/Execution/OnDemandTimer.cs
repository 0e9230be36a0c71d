namespace OrleansWa.EmbeddedRuntime;

/// <summary>
/// A periodic check that sleeps while there is nothing to check, so that an idle process does nothing and a simulation can run dry.
/// </summary>
internal sealed class OnDemandTimer : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private readonly TimeSpan _period;
    private readonly Func<bool> _check;
    private volatile bool _isArmed;
    private bool _isWanted;
    private bool _isDisposed;

    /// <summary>Prepares the timer; it starts at the first <see cref="Want"/>.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="period">From the end of a check to the next.</param>
    /// <param name="check">The check; false when there is nothing more to check. It may not throw.</param>
    internal OnDemandTimer(TimeProvider time, TimeSpan period, Func<bool> check)
    {
        _period = period;
        _check = check;
        _timer = time.CreateTimer(static self => ((OnDemandTimer)self!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    internal bool IsArmed => _isArmed;

    /// <summary>Makes sure that a check follows.</summary>
    internal void Want()
    {
        // Read before write: a hundred thousand calls per second must not fight for this cache line.
        if (!Volatile.Read(ref _isWanted))
        {
            Volatile.Write(ref _isWanted, true);
        }

        if (!_isArmed)
        {
            Arm();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _timer.Dispose();
        }
    }

    private void Arm()
    {
        lock (_gate)
        {
            if (_isArmed || _isDisposed)
            {
                return;
            }

            _isArmed = true;
            _timer.Change(_period, Timeout.InfiniteTimeSpan);
        }
    }

    private void Tick()
    {
        Volatile.Write(ref _isWanted, false);
        var goOn = _check();
        lock (_gate)
        {
            _isArmed = false;
        }

        // Whoever wanted a check before it saw the timer asleep must be seen here; the other side has no barrier of its own.
        Interlocked.MemoryBarrierProcessWide();
        if (goOn || Volatile.Read(ref _isWanted))
        {
            Arm();
        }
    }
}
