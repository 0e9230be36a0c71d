namespace OrleansWa.EmbeddedRuntime;

/// <summary>Where the runtime runs its work: the thread pool, or one thread of a simulation.</summary>
public interface IWorkExecutor
{
    /// <summary>
    /// Most turns that one piece of work may run before it queues itself again. A simulation says 1, so that each turn is a choice.
    /// </summary>
    int TurnsPerRun { get; }

    /// <summary>Runs <see cref="IThreadPoolWorkItem.Execute"/> later, never within this call.</summary>
    /// <param name="work">The work; its <see cref="object.ToString"/> names it in a simulation's trace.</param>
    void Queue(IThreadPoolWorkItem work);
}
