namespace OrleansWa.Storage.Writing;

/// <summary>One dedicated thread that blocks until there is a pump to run: an fsync never holds a thread of the pool.</summary>
public sealed class ThreadWriterExecutor : IWriterExecutor, IDisposable
{
    // A monitor and not a BlockingCollection, which spins before it blocks: 10 % of the writer's time by a profile.
    private readonly Queue<Action> _pumps = [];
    private readonly Thread _thread;
    private bool _ending;

    /// <summary>Starts the thread.</summary>
    public ThreadWriterExecutor()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "storage-writer" };
        _thread.Start();
    }

    /// <inheritdoc/>
    public void Schedule(Action pump)
    {
        lock (_pumps)
        {
            _pumps.Enqueue(pump);
            Monitor.Pulse(_pumps);
        }
    }

    /// <summary>Ends the thread once its queue is empty, and waits for it.</summary>
    public void Dispose()
    {
        lock (_pumps)
        {
            _ending = true;
            Monitor.Pulse(_pumps);
        }

        if (Thread.CurrentThread != _thread)
        {
            _thread.Join();
        }
    }

    private void Run()
    {
        while (Next() is { } pump)
        {
            pump();
        }
    }

    private Action? Next()
    {
        lock (_pumps)
        {
            while (_pumps.Count == 0 && !_ending)
            {
                Monitor.Wait(_pumps);
            }

            return _pumps.TryDequeue(out var pump) ? pump : null;
        }
    }
}
