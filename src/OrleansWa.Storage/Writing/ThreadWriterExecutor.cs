using System.Collections.Concurrent;

namespace OrleansWa.Storage.Writing;

/// <summary>One dedicated thread that blocks on a queue: an fsync never holds a thread of the pool.</summary>
public sealed class ThreadWriterExecutor : IWriterExecutor, IDisposable
{
    private readonly BlockingCollection<Action> _pumps = [];
    private readonly Thread _thread;

    /// <summary>Starts the thread.</summary>
    public ThreadWriterExecutor()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "storage-writer" };
        _thread.Start();
    }

    /// <inheritdoc/>
    public void Schedule(Action pump) => _pumps.Add(pump);

    /// <summary>Lets the thread end once its queue is empty.</summary>
    public void Dispose()
    {
        _pumps.CompleteAdding();
        if (Thread.CurrentThread != _thread)
        {
            _thread.Join();
            _pumps.Dispose();
        }
    }

    private void Run()
    {
        foreach (var pump in _pumps.GetConsumingEnumerable())
        {
            pump();
        }
    }
}
