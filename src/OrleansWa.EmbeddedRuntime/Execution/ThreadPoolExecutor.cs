namespace OrleansWa.EmbeddedRuntime;

/// <summary>Runs work on the thread pool.</summary>
public sealed class ThreadPoolExecutor : IWorkExecutor
{
    /// <summary>64: a busy grain gives way to others after that many turns.</summary>
    public int TurnsPerRun => 64;

    /// <inheritdoc/>
    public void Queue(IThreadPoolWorkItem work) => ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: true);
}
