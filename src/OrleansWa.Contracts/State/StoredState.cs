namespace OrleansWa.Contracts.State;

/// <summary>One row of <c>grain_state</c>.</summary>
/// <param name="Key">Which state.</param>
/// <param name="Version">Grows by one with each write; the etag.</param>
/// <param name="Schema">Schema number of <paramref name="Json"/>.</param>
/// <param name="Json">The state.</param>
/// <param name="WrittenAt">Time of the last write.</param>
public sealed record StoredState(StateKey Key, long Version, int Schema, string Json, DateTimeOffset WrittenAt);
