using OrleansWa.Contracts.State;
using OrleansWa.Storage.Postgres.Engine;

namespace OrleansWa.Storage.Postgres.State;

/// <summary>A write of a state, or its removal.</summary>
/// <param name="Key">Which state; cleaned, so that it equals what the database gives back.</param>
/// <param name="Expected">The version that must be there; 0 for none.</param>
/// <param name="Schema">Schema number of the JSON.</param>
/// <param name="Json">The state; null removes it.</param>
internal sealed record StateChange(StateKey Key, long Expected, int Schema, string? Json)
{
    public static StateChange Of(StateKey key, long expected, int schema, string? json) => new(
        new StateKey(PgText.Clean(key.GrainType), PgText.Clean(key.GrainKey), PgText.Clean(key.Name)), expected, schema, json);
}
