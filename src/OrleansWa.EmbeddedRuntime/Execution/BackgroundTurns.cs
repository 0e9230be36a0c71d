namespace OrleansWa.EmbeddedRuntime;

/// <summary>Turns that belong to no grain.</summary>
internal sealed class BackgroundTurns(IWorkExecutor executor) : TurnScheduler(executor)
{
    public override string ToString() => "silo";

    /// <summary>Starts asynchronous work that handles its own exceptions.</summary>
    internal void Run(Func<Task> work) => Enqueue((Action)(() => _ = work()));
}
