namespace OrleansWa.EmbeddedRuntime.Simulation;

/// <summary>The one thread.</summary>
public sealed partial class SimulatedWorld
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan StarvedPool = TimeSpan.FromSeconds(5);
    private readonly List<(IThreadPoolWorkItem Work, Generation Generation)> _ready = [];
    private int _thread = Environment.CurrentManagedThreadId;
    private SimulationException? _escape;

    internal void Ready(IThreadPoolWorkItem work, Generation generation)
    {
        if (generation.IsAlive && IsOnThread(work))
        {
            _ready.Add((work, generation));
        }
    }

    /// <summary>False when something came from another thread; the run then fails at its next step.</summary>
    internal bool IsOnThread(object what)
    {
        if (Environment.CurrentManagedThreadId == Volatile.Read(ref _thread))
        {
            return true;
        }

        var escape = Failure($"something left the simulation: '{what}' came back from another thread, by\n{Environment.StackTrace}");
        Interlocked.CompareExchange(ref _escape, escape, null);
        return false;
    }

    internal void Drop(Generation generation) => _ready.RemoveAll(item => item.Generation == generation);

    /// <summary>Steps until a condition holds. True when it never will: nothing is ready, and no timer is due within the limit.</summary>
    private bool Loop(Func<bool> isEnough, DateTimeOffset limit)
    {
        var outer = SynchronizationContext.Current;
        var context = ExecutionContext.Capture()!;
        SynchronizationContext.SetSynchronizationContext(null);
        Volatile.Write(ref _thread, Environment.CurrentManagedThreadId);
        try
        {
            return Loop(isEnough, limit, context);
        }
        finally
        {
            ExecutionContext.Restore(context);
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    private bool Loop(Func<bool> isEnough, DateTimeOffset limit, ExecutionContext context)
    {
        var lastStep = Steps + StepLimit;
        while (!isEnough())
        {
            ThrowEscape();
            if (_ready.Count == 0 && !Clock.TryAdvance(limit))
            {
                return true;
            }

            if (Steps >= lastStep)
            {
                throw Failure($"no end within {StepLimit} steps.");
            }

            Step();
            ExecutionContext.Restore(context);
        }

        ThrowEscape();
        return false;
    }

    private void Step()
    {
        CrashIfItIsTime();
        if (_ready.Count == 0)
        {
            return;
        }

        Steps++;
        var work = Choose();
        var name = work.ToString() ?? "";
        OnStep?.Invoke(Steps, name);
        _trace.Add(Clock.Now.UtcTicks);
        _trace.Add(name);
        work.Execute();
    }

    private IThreadPoolWorkItem Choose()
    {
        var index = _choice.Next(_ready.Count);
        var work = _ready[index].Work;
        _ready[index] = _ready[^1];
        _ready.RemoveAt(_ready.Count - 1);
        return work;
    }

    private void CrashIfItIsTime()
    {
        if (_crashWhen?.Invoke(Steps + 1) != true)
        {
            return;
        }

        _crashWhen = null;
        _processes.ForEach(process => process.Crash());
        _processes.Clear();
    }

    private void ThrowEscape()
    {
        if (Interlocked.Exchange(ref _escape, null) is { } escape)
        {
            throw escape;
        }
    }

    private SimulationException Deadlock()
    {
        // What left for another thread may be about to come back; its stack says more than "deadlock".
        // A marker in the pool is reached only after what was queued there before.
        var reached = new ManualResetEventSlim();
        ThreadPool.UnsafeQueueUserWorkItem(static marker => marker.Set(), reached, preferLocal: true);
        reached.Wait(StarvedPool);
        SpinWait.SpinUntil(() => Volatile.Read(ref _escape) is not null, Grace);
        return Interlocked.Exchange(ref _escape, null)
            ?? Failure($"deadlock: the client has not ended, nothing is ready, and no timer is due within {TimeLimit}.");
    }
}
