using System.Collections.Immutable;

namespace OrleansWa.Contracts.Management;

/// <summary>Names a grain.</summary>
/// <param name="Type">Its type, e.g. <c>wa.channel</c>.</param>
/// <param name="Key">Its key; starts with the tenant and a '/'.</param>
[GenerateSerializer, Immutable, Alias("wa.grain-name.v1")]
public sealed record GrainName([property: Id(0)] string Type, [property: Id(1)] string Key);

/// <summary>Asks for a page of stored grain states.</summary>
/// <param name="Type">Only this grain type; null for all.</param>
/// <param name="Prefix">Only keys that start with this; empty for all.</param>
/// <param name="Page">Which page; its limit counts grains.</param>
[GenerateSerializer, Immutable, Alias("wa.grain-list.v1")]
public sealed record ListGrains([property: Id(0)] string? Type, [property: Id(1)] string Prefix, [property: Id(2)] PageRequest Page);

/// <summary>One stored state of a grain, as the list shows it.</summary>
/// <param name="Grain">The grain.</param>
/// <param name="State">The state's name within the grain.</param>
/// <param name="Schema">Schema number of the stored JSON.</param>
/// <param name="Version">Grows by one with each write.</param>
/// <param name="WrittenAt">Time of the last write.</param>
/// <param name="Bytes">Length of the stored JSON.</param>
/// <param name="IsActive">Whether the grain is in memory.</param>
[GenerateSerializer, Immutable, Alias("wa.grain-row.v1")]
public sealed record GrainRow(
    [property: Id(0)] GrainName Grain,
    [property: Id(1)] string State,
    [property: Id(2)] int Schema,
    [property: Id(3)] long Version,
    [property: Id(4)] DateTimeOffset WrittenAt,
    [property: Id(5)] int Bytes,
    [property: Id(6)] bool IsActive);

/// <summary>An activation: a grain in memory.</summary>
/// <param name="Silo">Where.</param>
/// <param name="Since">Since when; null when the runtime does not know.</param>
[GenerateSerializer, Immutable, Alias("wa.grain-activation.v1")]
public sealed record GrainActivation([property: Id(0)] string Silo, [property: Id(1)] DateTimeOffset? Since);

/// <summary>One stored state in full.</summary>
/// <param name="Name">The state's name within the grain.</param>
/// <param name="Schema">Schema number of the stored JSON.</param>
/// <param name="Version">Grows by one with each write.</param>
/// <param name="WrittenAt">Time of the last write.</param>
/// <param name="Bytes">Length of the stored JSON.</param>
/// <param name="Json">The state with its secrets hidden.</param>
[GenerateSerializer, Immutable, Alias("wa.grain-state.v1")]
public sealed record GrainStateView(
    [property: Id(0)] string Name,
    [property: Id(1)] int Schema,
    [property: Id(2)] long Version,
    [property: Id(3)] DateTimeOffset WrittenAt,
    [property: Id(4)] int Bytes,
    [property: Id(5)] string Json)
{
    /// <inheritdoc/>
    public override string ToString() => $"{nameof(GrainStateView)} {Name}";
}

/// <summary>A grain: what is in memory and what is stored.</summary>
/// <param name="Grain">The grain.</param>
/// <param name="Activation">Its activation; null when it is not in memory.</param>
/// <param name="States">Its stored states by name; empty when nothing is stored.</param>
/// <param name="StatesUnavailable">Why <paramref name="States"/> cannot be looked at here; null when they can.</param>
[GenerateSerializer, Immutable, Alias("wa.grain-details.v1")]
public sealed record GrainDetails(
    [property: Id(0)] GrainName Grain,
    [property: Id(1)] GrainActivation? Activation,
    [property: Id(2)] ImmutableArray<GrainStateView> States,
    [property: Id(3)] string? StatesUnavailable);
