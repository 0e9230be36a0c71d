namespace OrleansWa.EmbeddedRuntime.Simulation;

/// <summary>Puts work of one generation into the world's ready set.</summary>
internal sealed class SimulatedExecutor(SimulatedWorld world, Generation generation) : IWorkExecutor
{
    public int TurnsPerRun => 1;

    public void Queue(IThreadPoolWorkItem work) => world.Ready(work, generation);
}
