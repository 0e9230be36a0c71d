using OrleansWa.EmbeddedRuntime.Simulation;

namespace OrleansWa.Simulation.Tests.Outside;

/// <summary>Whoever acts outside of the silo, each at its own pace.</summary>
internal sealed class Actors(SimulatedWorld world)
{
    private readonly List<(string Name, Task Task)> _tasks = [];

    /// <summary>Begins to act.</summary>
    public void Begin(string name, Func<Task> act) => _tasks.Add((name, world.Start(act, name)));

    /// <summary>Whether all have done what they wanted to do.</summary>
    public bool AreDone => _tasks.TrueForAll(t => t.Task.IsCompleted);

    /// <summary>Who failed or never came to an end.</summary>
    public IEnumerable<string> Faults() => _tasks
        .Where(t => !t.Task.IsCompletedSuccessfully)
        .Select(t => t.Task.IsFaulted ? $"'{t.Name}' failed: {t.Task.Exception.InnerException}" : $"'{t.Name}' never came to an end");
}
