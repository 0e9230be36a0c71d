namespace OrleansWa.Contracts.State;

/// <summary>The one port for grain state; both runtimes sit on it. Writes are durable when the task completes (group commit).</summary>
public interface IStateStore
{
    /// <summary>Reads one state, or null.</summary>
    ValueTask<StoredState?> Read(StateKey key, CancellationToken ct = default);

    /// <summary>Writes a state if its version is still <paramref name="expectedVersion"/> (0 = must not exist). Returns the new version.</summary>
    /// <exception cref="StateConflictException">Another writer was faster.</exception>
    ValueTask<long> Write(StateKey key, long expectedVersion, int schema, string json, CancellationToken ct = default);

    /// <summary>Removes a state if its version is still the expected one.</summary>
    /// <exception cref="StateConflictException">Another writer was faster.</exception>
    ValueTask Clear(StateKey key, long expectedVersion, CancellationToken ct = default);

    /// <summary>States of one grain type whose key starts with a prefix, in key order.</summary>
    /// <param name="grainType">The grain's type.</param>
    /// <param name="keyPrefix">Prefix, e.g. <c>acme/</c>; empty for all.</param>
    /// <param name="afterKey">The last key of the page before, or null.</param>
    /// <param name="limit">Rows wanted, at most 200.</param>
    /// <param name="ct">Cancels the read.</param>
    ValueTask<IReadOnlyList<StoredState>> List(string grainType, string keyPrefix, string? afterKey, int limit, CancellationToken ct = default);
}
