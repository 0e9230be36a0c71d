namespace OrleansWa.EmbeddedRuntime.Simulation;

/// <summary>One life of a process, or of the world around it. Work of a dead generation never runs.</summary>
internal sealed class Generation
{
    internal bool IsAlive { get; private set; } = true;

    internal void End() => IsAlive = false;
}
