using OrleansWa.Contracts.State;
using OrleansWa.Storage.Postgres.Engine;

namespace OrleansWa.Storage.Postgres.State;

/// <summary>Grain state in <c>grain_state</c>.</summary>
internal sealed class PostgresStateStore(PostgresEngine engine, TimeProvider clock) : IStateStore, IStateCatalog
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

    internal const string SelectEntries = """
        SELECT grain_type, grain_key, state_name, version, schema, octet_length(data), written_at
        FROM grain_state WHERE grain_type = $1 AND grain_key IN (
            SELECT DISTINCT grain_key FROM grain_state
            WHERE grain_type = $1 AND grain_key >= greatest($2, $4) COLLATE "C" AND grain_key < $3 AND grain_key <> $4 ORDER BY grain_key LIMIT $5)
        ORDER BY grain_key, state_name
        """;

    internal const string SelectOfGrain = "SELECT " + Columns + " FROM grain_state WHERE grain_type = $1 AND grain_key = $2 ORDER BY state_name";

    // From one type to the next, a seek each: DISTINCT would read every row.
    internal const string SelectTypes = """
        WITH RECURSIVE types (name) AS (
            SELECT min(grain_type) FROM grain_state
            UNION ALL SELECT (SELECT min(grain_type) FROM grain_state WHERE grain_type > name) FROM types WHERE name IS NOT NULL)
        SELECT name FROM types WHERE name IS NOT NULL
        """;

    private readonly WriteLane<StateChange, long> _lane = engine.Lane(new StateBatch(clock));

    public string? Unavailable => null;

    public ValueTask<StoredState?> Read(StateKey key, CancellationToken ct = default) =>
        engine.First(Select, select => select.Text(key.GrainType).Text(key.GrainKey).Text(key.Name), Read, ct);

    public async ValueTask<long> Write(StateKey key, long expectedVersion, int schema, string json, CancellationToken ct = default) =>
        await _lane.Write(StateChange.Of(key, expectedVersion, schema, json), weight: 1, ct);

    public async ValueTask Clear(StateKey key, long expectedVersion, CancellationToken ct = default) =>
        await _lane.Write(StateChange.Of(key, expectedVersion, 0, null), weight: 1, ct);

    public async ValueTask<IReadOnlyList<StoredState>> List(
        string grainType, string keyPrefix, string? afterKey, int limit, CancellationToken ct = default) =>
        await engine.All(SelectPage, select => Page(select, grainType, keyPrefix, afterKey, limit), Read, ct);

    public async ValueTask<IReadOnlyList<string>> Types(CancellationToken ct = default) =>
        await engine.All(SelectTypes, _ => { }, row => row.Text(0), ct);

    async ValueTask<IReadOnlyList<StateEntry>> IStateCatalog.List(
        string grainType, string keyPrefix, string? afterKey, int grains, CancellationToken ct) =>
        await engine.All(SelectEntries, select => Page(select, grainType, keyPrefix, afterKey, grains), Entry, ct);

    public async ValueTask<IReadOnlyList<StoredState>> Of(string grainType, string grainKey, CancellationToken ct = default) =>
        await engine.All(SelectOfGrain, select => select.Text(grainType).Text(grainKey), Read, ct);

    // U+10FFFF is the highest character: everything that starts with the prefix sorts before it.
    private static PgCommand Page(PgCommand select, string type, string prefix, string? after, int limit) =>
        select.Text(type).Text(prefix).Text(prefix + "\U0010FFFF").Text(after ?? "").Int(Math.Clamp(limit, 0, MaxRows));

    private static StateEntry Entry(PgRow row) =>
        new(new StateKey(row.Text(0), row.Text(1), row.Text(2)), row.Long(3), row.Int(4), row.Int(5), row.Time(6));

    private static StoredState Read(PgRow row) =>
        new(new StateKey(row.Text(0), row.Text(1), row.Text(2)), row.Long(3), row.Int(4), row.Text(5), row.Time(6));
}
