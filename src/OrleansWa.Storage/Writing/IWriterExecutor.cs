namespace OrleansWa.Storage.Writing;

/// <summary>
/// Runs the writer's pump. The one place where storage meets threads: production blocks a dedicated thread, the simulation runs the pump as
/// a work item on its own single thread.
/// </summary>
public interface IWriterExecutor
{
    /// <summary>
    /// Runs <paramref name="pump"/> once, later, never inside this call. The writer has at most one pump scheduled or running.
    /// </summary>
    void Schedule(Action pump);
}
