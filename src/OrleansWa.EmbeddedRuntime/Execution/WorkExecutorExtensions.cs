namespace OrleansWa.EmbeddedRuntime;

/// <summary>Queues plain actions.</summary>
public static class WorkExecutorExtensions
{
    /// <summary>Runs an action later, never within this call.</summary>
    /// <param name="executor">The executor.</param>
    /// <param name="work">The action.</param>
    /// <param name="name">Its name in a simulation's trace; the same in every run.</param>
    public static void Queue(this IWorkExecutor executor, Action work, string name)
    {
        ArgumentNullException.ThrowIfNull(executor);
        executor.Queue(new NamedWork(work, name));
    }

    private sealed class NamedWork(Action work, string name) : IThreadPoolWorkItem
    {
        public void Execute() => work();

        public override string ToString() => name;
    }
}
