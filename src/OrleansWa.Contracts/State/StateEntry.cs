namespace OrleansWa.Contracts.State;

/// <summary>One row of <c>grain_state</c> without the state itself.</summary>
/// <param name="Key">Which state.</param>
/// <param name="Version">Grows by one with each write; the etag.</param>
/// <param name="Schema">Schema number of the stored JSON.</param>
/// <param name="Bytes">Length of the stored JSON in UTF-8.</param>
/// <param name="WrittenAt">Time of the last write.</param>
public sealed record StateEntry(StateKey Key, long Version, int Schema, int Bytes, DateTimeOffset WrittenAt);
