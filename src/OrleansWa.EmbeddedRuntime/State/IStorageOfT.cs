namespace OrleansWa.EmbeddedRuntime;

/// <summary>One stored record of a grain.</summary>
/// <typeparam name="TState">Type of the record.</typeparam>
public interface IStorage<TState> : IStorage
{
    /// <summary>The record in memory; an empty one when the store has none.</summary>
    TState State { get; set; }
}
