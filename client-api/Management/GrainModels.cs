using System.Text.Json;
using OrleansWa.Contracts.Management;

namespace OrleansWa.ClientApi.Management;

/// <summary>Types of grains that keep state.</summary>
/// <param name="Items">The types, in order.</param>
public sealed record GrainTypesResponse(IReadOnlyList<string> Items);

/// <summary>A stored state of a grain.</summary>
/// <param name="Type">The grain's type.</param>
/// <param name="Key">The grain's key; it starts with the tenant.</param>
/// <param name="State">The state's name within the grain.</param>
/// <param name="Schema">Schema number of the stored JSON.</param>
/// <param name="Version">Grows by one with each write.</param>
/// <param name="LastWriteAt">Time of the last write.</param>
/// <param name="Bytes">Length of the stored JSON.</param>
/// <param name="Active">Whether the grain is in memory; in a cluster as the directory last knew it.</param>
public sealed record GrainRowResponse(
    string Type, string Key, string State, int Schema, long Version, DateTimeOffset LastWriteAt, int Bytes, bool Active)
{
    internal static GrainRowResponse From(GrainRow row) =>
        new(row.Grain.Type, row.Grain.Key, row.State, row.Schema, row.Version, row.WrittenAt, row.Bytes, row.IsActive);
}

/// <summary>A grain: what is in memory and what is stored.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Key">Its key; it starts with the tenant.</param>
/// <param name="Activation">Whether and where it is in memory.</param>
/// <param name="States">Its stored states by name.</param>
/// <param name="StatesUnavailable">Why its states cannot be shown by this installation; null when they are.</param>
public sealed record GrainResponse(
    string Type, string Key, GrainActivationResponse Activation, IReadOnlyList<GrainStateResponse> States, string? StatesUnavailable)
{
    internal static GrainResponse From(GrainDetails grain) => new(
        grain.Grain.Type,
        grain.Grain.Key,
        new GrainActivationResponse(grain.Activation is not null, grain.Activation?.Silo, grain.Activation?.Since),
        [.. grain.States.Select(GrainStateResponse.From)],
        grain.StatesUnavailable);
}

/// <summary>Whether and where a grain is in memory.</summary>
/// <param name="Active">Whether it is.</param>
/// <param name="Silo">Where; null when it is not.</param>
/// <param name="Since">Since when; null when it is not, or the runtime does not know.</param>
public sealed record GrainActivationResponse(bool Active, string? Silo, DateTimeOffset? Since);

/// <summary>A stored state.</summary>
/// <param name="Name">Its name within the grain.</param>
/// <param name="Schema">Schema number of the stored JSON.</param>
/// <param name="Version">Grows by one with each write.</param>
/// <param name="LastWriteAt">Time of the last write.</param>
/// <param name="Bytes">Length of the stored JSON.</param>
/// <param name="Data">The state; secrets are <c>(hidden)</c>.</param>
public sealed record GrainStateResponse(string Name, int Schema, long Version, DateTimeOffset LastWriteAt, int Bytes, JsonElement Data)
{
    /// <inheritdoc/>
    public override string ToString() => $"{nameof(GrainStateResponse)} {Name}";

    internal static GrainStateResponse From(GrainStateView state) =>
        new(state.Name, state.Schema, state.Version, state.WrittenAt, state.Bytes, JsonElement.Parse(state.Json));
}

/// <summary>What became of the wish to deactivate a grain.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Key">Its key.</param>
/// <param name="Outcome"><c>deactivating</c>.</param>
/// <param name="Detail">The same for a person.</param>
public sealed record DeactivationResponse(string Type, string Key, string Outcome, string Detail)
{
    internal static DeactivationResponse Of(GrainName grain) => new(
        grain.Type, grain.Key, "deactivating", "The activation goes away after its present turn. Its state stays, and the next call activates it again.");
}
