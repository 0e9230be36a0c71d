namespace OrleansWa.EmbeddedRuntime.Simulation;

/// <summary>Runs client code: each continuation is a piece of work of its own.</summary>
internal sealed class SimulatedScheduler(IWorkExecutor executor, string name) : TaskScheduler
{
    protected override void QueueTask(Task task) => executor.Queue(() => TryExecuteTask(task), name);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => [];
}
