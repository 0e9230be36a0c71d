using System.Collections.Concurrent;

namespace OrleansWa.Grains.Tests.Runtime;

/// <summary>Named events between a test and its grains. They stay set.</summary>
public sealed class Signals(TaskCreationOptions continuations = TaskCreationOptions.None)
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _events = new();
    private int _counter;

    public ConcurrentQueue<string> Log { get; } = new();

    public void Set(string name) => Event(name).TrySetResult();

    public Task Wait(string name) => Event(name).Task;

    public bool IsSet(string name) => Event(name).Task.IsCompleted;

    public int Next() => Interlocked.Increment(ref _counter);

    // On real threads a test must not go on inside the turn that woke it; in a simulation nothing may go through the thread pool.
    private TaskCompletionSource Event(string name) => _events.GetOrAdd(name, _ => new TaskCompletionSource(continuations));
}
