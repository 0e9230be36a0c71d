using OrleansWa.Storage.Writing;

namespace OrleansWa.Storage.Tests.Support;

/// <summary>Runs the writer's pump when the test says so, on the test's thread: the way the simulation does.</summary>
public sealed class ManualExecutor : IWriterExecutor
{
    private readonly Queue<Action> _pumps = [];

    public int Scheduled => _pumps.Count;

    public void Schedule(Action pump) => _pumps.Enqueue(pump);

    public void RunOne() => _pumps.Dequeue()();

    public void RunAll()
    {
        while (_pumps.TryDequeue(out var pump))
        {
            pump();
        }
    }
}
