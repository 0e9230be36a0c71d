namespace OrleansWa.EmbeddedRuntime;

/// <summary>A stored record that a grain asks for in its constructor with <see cref="PersistentStateAttribute"/>.</summary>
/// <typeparam name="TState">Type of the record.</typeparam>
public interface IPersistentState<TState> : IStorage<TState>;
