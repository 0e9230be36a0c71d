namespace OrleansWa.EmbeddedRuntime;

/// <summary>A timer of an activation. A tick is a request that nobody waits for.</summary>
internal sealed class GrainTimer : GrainRequest, IGrainTimer
{
    private const uint MaxMilliseconds = 0xfffffffe;
    private readonly CancellationTokenSource _disposed = new();
    private readonly Activation _owner;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly ITimer _timer;
    private readonly bool _interleaves;
    private readonly bool _keepsAlive;
    private TimeSpan _dueTime;
    private TimeSpan _period;
    private bool _isTicking;
    private bool _isChanged;

    internal GrainTimer(Activation owner, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        _owner = owner;
        _callback = callback;
        _interleaves = options.Interleave;
        _keepsAlive = options.KeepAlive;
        using var noFlow = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        _timer = owner.Silo.Time.CreateTimer(
            static self => ((GrainTimer)self!).Due(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    internal override bool AlwaysInterleave => _interleaves;

    internal override bool IsReadOnly => false;

    internal override bool IsLocal => true;

    internal override bool CountsAsUse => _keepsAlive;

    internal override bool IsSettled => _disposed.IsCancellationRequested;

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Check(dueTime, nameof(dueTime));
        Check(period, nameof(period));
        _isChanged = true;
        _dueTime = dueTime;
        _period = period;
        if (!_isTicking)
        {
            _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        _disposed.Cancel();
        _timer.Dispose();
        _owner.RemoveTimer(this);
    }

    public override void Execute() => _ = Tick();

    internal override void Fail(Exception error) => _isTicking = false;

    private static void Check(TimeSpan time, string name)
    {
        var milliseconds = (long)time.TotalMilliseconds;
        ArgumentOutOfRangeException.ThrowIfLessThan(milliseconds, -1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(milliseconds, MaxMilliseconds, name);
    }

    private void Due()
    {
        _isTicking = true;
        _owner.TryReceive(this);
    }

    private async Task Tick()
    {
        _isChanged = false;
        Exception? failure = null;
        try
        {
            await (IsSettled ? Task.CompletedTask : _callback(_disposed.Token));
        }
        catch (Exception error)
        {
            failure = error;
        }

        EndTick(failure);
    }

    private void EndTick(Exception? failure)
    {
        _isTicking = false;
        if (!_disposed.IsCancellationRequested)
        {
            _timer.Change(_isChanged ? _dueTime : _period, Timeout.InfiniteTimeSpan);
        }

        if (failure is null)
        {
            _owner.OnEnded(this);
            return;
        }

        _owner.Silo.LogTimerFailure(_owner.GrainId, failure);
        _owner.OnFailed(this, failure);
    }
}
