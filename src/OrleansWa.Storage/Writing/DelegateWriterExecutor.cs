namespace OrleansWa.Storage.Writing;

/// <summary>Hands the pump to a scheduler of the host, e.g. the simulation's.</summary>
/// <param name="schedule">Runs an action once, later.</param>
public sealed class DelegateWriterExecutor(Action<Action> schedule) : IWriterExecutor
{
    /// <inheritdoc/>
    public void Schedule(Action pump) => schedule(pump);
}
