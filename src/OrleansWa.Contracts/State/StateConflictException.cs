namespace OrleansWa.Contracts.State;

/// <summary>A state was written by somebody else since it was read; nothing was written.</summary>
public sealed class StateConflictException(StateKey key, long expected, long actual)
    : Exception($"State {key.GrainType}/{key.GrainKey}/{key.Name} has version {actual}, the writer expected {expected}.")
{
    /// <summary>The version found in the store; 0 when there is no row.</summary>
    public long Actual { get; } = actual;
}
