using OrleansWa.Contracts.State;
using OrleansWa.Storage.Postgres.Engine;

namespace OrleansWa.Storage.Postgres.State;

/// <summary>Grain state in <c>grain_state</c>.</summary>
internal sealed class PostgresStateStore(PostgresEngine engine, TimeProvider clock) : IStateStore
{
    private const int MaxRows = 1_000;

    private const string Columns = "grain_type, grain_key, state_name, version, schema, data, written_at";

    internal const string Select = "SELECT " + Columns + " FROM grain_state WHERE grain_type = $1 AND grain_key = $2 AND state_name = $3";

    // The page counts keys, not rows: a grain with two states is never torn between two pages, because the cursor names a key.
    internal const string SelectPage = "SELECT " + Columns + """
         FROM grain_state WHERE grain_type = $1 AND grain_key IN (
            SELECT DISTINCT grain_key FROM grain_state
            WHERE grain_type = $1 AND grain_key >= greatest($2, $4) COLLATE "C" AND grain_key < $3 AND grain_key <> $4 ORDER BY grain_key LIMIT $5)
        ORDER BY grain_key, state_name
        """;

    private readonly WriteLane<StateChange, long> _lane = engine.Lane(new StateBatch(clock));

    public ValueTask<StoredState?> Read(StateKey key, CancellationToken ct = default) =>
        engine.First(Select, select => select.Text(key.GrainType).Text(key.GrainKey).Text(key.Name), Read, ct);

    public async ValueTask<long> Write(StateKey key, long expectedVersion, int schema, string json, CancellationToken ct = default) =>
        await _lane.Write(StateChange.Of(key, expectedVersion, schema, json), weight: 1, ct);

    public async ValueTask Clear(StateKey key, long expectedVersion, CancellationToken ct = default) =>
        await _lane.Write(StateChange.Of(key, expectedVersion, 0, null), weight: 1, ct);

    // U+10FFFF is the highest character: everything that starts with the prefix sorts before it.
    public async ValueTask<IReadOnlyList<StoredState>> List(
        string grainType, string keyPrefix, string? afterKey, int limit, CancellationToken ct = default) =>
        await engine.All(
            SelectPage,
            select => select.Text(grainType).Text(keyPrefix).Text(keyPrefix + "\U0010FFFF").Text(afterKey ?? "").Int(Math.Clamp(limit, 0, MaxRows)),
            Read,
            ct);

    private static StoredState Read(PgRow row) =>
        new(new StateKey(row.Text(0), row.Text(1), row.Text(2)), row.Long(3), row.Int(4), row.Text(5), row.Time(6));
}
