namespace OrleansWa.Contracts.State;

/// <summary>Names one stored grain state.</summary>
/// <param name="GrainType">The grain's type, e.g. <c>wa.channel</c>.</param>
/// <param name="GrainKey">The grain's key; starts with the tenant.</param>
/// <param name="Name">The state's name within the grain.</param>
public readonly record struct StateKey(string GrainType, string GrainKey, string Name);
