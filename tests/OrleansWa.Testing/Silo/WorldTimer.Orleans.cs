namespace OrleansWa.Testing.Silo;

/// <summary>A timer on a <see cref="WorldClock"/>. It fires on the thread pool, as a real one does.</summary>
internal sealed class WorldTimer(WorldClock clock, WorldTimeProvider owner, TimerCallback callback, object? state) : ITimer, IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private TimeSpan _period;
    private int _version;
    private bool _isDisposed;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return false;
            }

            Volatile.Write(ref _version, _version + 1);
            _period = period;
            Arm(dueTime);
            return true;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            Volatile.Write(ref _version, _version + 1);
        }
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    public void Execute()
    {
        if (_context is null)
        {
            callback(state);
            return;
        }

        ExecutionContext.Run(_context, static timer => ((WorldTimer)timer!).Call(), this);
    }

    /// <summary>Whether a due time is still the timer's; read without the lock, since the clock holds its own.</summary>
    internal bool IsCurrent(int version) => owner.IsAlive && Volatile.Read(ref _version) == version;

    internal bool Fire(int version)
    {
        lock (_gate)
        {
            if (!IsCurrent(version))
            {
                return false;
            }

            if (_period > TimeSpan.Zero)
            {
                Arm(_period);
            }
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return true;
    }

    private void Call() => callback(state);

    private void Arm(TimeSpan wait)
    {
        if (wait >= TimeSpan.Zero)
        {
            clock.Add(this, _version, wait + owner.Lateness);
        }
    }
}
