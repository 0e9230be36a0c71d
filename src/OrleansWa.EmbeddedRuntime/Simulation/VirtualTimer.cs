namespace OrleansWa.EmbeddedRuntime.Simulation;

/// <summary>A timer on virtual time. When due it becomes ready, and is chosen like any other work.</summary>
internal sealed class VirtualTimer : ITimer
{
    private readonly SimulatedWorld _world;
    private readonly Generation _generation;
    private readonly TimerCallback _callback;
    private readonly object? _state;
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private readonly string _name;
    private TimeSpan _period;
    private int _version;
    private bool _isDisposed;

    internal VirtualTimer(SimulatedWorld world, Generation generation, TimerCallback callback, object? state)
    {
        _world = world;
        _generation = generation;
        _callback = callback;
        _state = state;
        _name = $"timer {world.Clock.NextTimerNumber()}";
    }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (_isDisposed || !_world.IsOnThread(_name))
        {
            return false;
        }

        _version++;
        _period = period;
        if (_generation.IsAlive && dueTime >= TimeSpan.Zero)
        {
            _world.Clock.Add(this, _version, _world.Clock.Now + dueTime);
        }

        return true;
    }

    public void Dispose()
    {
        _isDisposed = true;
        _version++;
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    internal bool IsCurrent(int version) => _generation.IsAlive && _version == version;

    internal void OnDue(int version)
    {
        if (IsCurrent(version))
        {
            _world.Ready(new Firing(this, version), _generation);
        }
    }

    private void Fire(int version)
    {
        if (_version != version)
        {
            return;
        }

        if (_period > TimeSpan.Zero)
        {
            _world.Clock.Add(this, _version, _world.Clock.Now + _period);
        }

        if (_context is null)
        {
            _callback(_state);
        }
        else
        {
            ExecutionContext.Run(_context, static timer => ((VirtualTimer)timer!)._callback(((VirtualTimer)timer)._state), this);
        }
    }

    private sealed class Firing(VirtualTimer timer, int version) : IThreadPoolWorkItem
    {
        public void Execute() => timer.Fire(version);

        public override string ToString() => timer._name;
    }
}
