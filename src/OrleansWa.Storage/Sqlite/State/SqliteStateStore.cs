using OrleansWa.Contracts.State;
using OrleansWa.Storage.Sqlite.Engine;

namespace OrleansWa.Storage.Sqlite.State;

/// <summary>Grain state in <c>grain_state</c>.</summary>
internal sealed class SqliteStateStore(SqliteEngine engine, TimeProvider clock) : IStateStore, IStateCatalog
{
    private const int MaxRows = 1_000;

    private const string Columns = "grain_type, grain_key, state_name, version, schema, data, written_at";

    private const string ByKey = " WHERE grain_type = ?1 AND grain_key = ?2 AND state_name = ?3";

    private const string Select = "SELECT " + Columns + " FROM grain_state" + ByKey;

    private const string SelectVersion = "SELECT version FROM grain_state" + ByKey;

    private const string Insert =
        "INSERT INTO grain_state (" + Columns + ") VALUES (?1, ?2, ?3, 1, ?4, ?5, ?6) ON CONFLICT DO NOTHING";

    private const string Update =
        "UPDATE grain_state SET version = version + 1, schema = ?4, data = ?5, written_at = ?6" + ByKey + " AND version = ?7";

    private const string Delete = "DELETE FROM grain_state" + ByKey + " AND version = ?4";

    // The page counts keys, not rows: a grain with two states is never torn between two pages, because the cursor names a key.
    private const string SelectPage = "SELECT " + Columns + """
         FROM grain_state WHERE grain_type = ?1 AND grain_key IN (
            SELECT DISTINCT grain_key FROM grain_state
            WHERE grain_type = ?1 AND grain_key >= max(?2, ?4) AND grain_key < ?3 AND grain_key <> ?4 ORDER BY grain_key LIMIT ?5)
        ORDER BY grain_key, state_name
        """;

    internal const string SelectEntries = """
        SELECT grain_type, grain_key, state_name, version, schema, length(CAST(data AS BLOB)), written_at
        FROM grain_state WHERE grain_type = ?1 AND grain_key IN (
            SELECT DISTINCT grain_key FROM grain_state
            WHERE grain_type = ?1 AND grain_key >= max(?2, ?4) AND grain_key < ?3 AND grain_key <> ?4 ORDER BY grain_key LIMIT ?5)
        ORDER BY grain_key, state_name
        """;

    internal const string SelectOfGrain = "SELECT " + Columns + " FROM grain_state WHERE grain_type = ?1 AND grain_key = ?2 ORDER BY state_name";

    // From one type to the next, a seek each: DISTINCT would read every row.
    internal const string SelectTypes = """
        WITH RECURSIVE types (name) AS (
            SELECT min(grain_type) FROM grain_state
            UNION ALL SELECT (SELECT min(grain_type) FROM grain_state WHERE grain_type > name) FROM types WHERE name IS NOT NULL)
        SELECT name FROM types WHERE name IS NOT NULL
        """;

    public string? Unavailable => null;

    public ValueTask<StoredState?> Read(StateKey key, CancellationToken ct = default) => engine.Read(db => Find(db, key), ct);

    public ValueTask<long> Write(StateKey key, long expectedVersion, int schema, string json, CancellationToken ct = default) =>
        engine.Write(db => Write(db, key, expectedVersion, schema, json), weight: 1, ct);

    public async ValueTask Clear(StateKey key, long expectedVersion, CancellationToken ct = default) =>
        await engine.Write(db => Clear(db, key, expectedVersion), weight: 1, ct);

    public ValueTask<IReadOnlyList<StoredState>> List(
        string grainType, string keyPrefix, string? afterKey, int limit, CancellationToken ct = default) =>
        engine.Read(db => List(db, grainType, keyPrefix, afterKey, limit), ct);

    public ValueTask<IReadOnlyList<string>> Types(CancellationToken ct = default) =>
        engine.Read<IReadOnlyList<string>>(db => db.Query(SelectTypes).All(row => row.Text(0)), ct);

    ValueTask<IReadOnlyList<StateEntry>> IStateCatalog.List(string grainType, string keyPrefix, string? afterKey, int grains, CancellationToken ct) =>
        engine.Read<IReadOnlyList<StateEntry>>(db => Page(db, SelectEntries, grainType, keyPrefix, afterKey, grains).All(Entry), ct);

    public ValueTask<IReadOnlyList<StoredState>> Of(string grainType, string grainKey, CancellationToken ct = default) =>
        engine.Read<IReadOnlyList<StoredState>>(db => db.Query(SelectOfGrain).Bind(grainType).Bind(grainKey).All(Read), ct);

    private static StoredState? Find(SqliteDb db, StateKey key) => Bind(db, Select, key).First(Read);

    private static bool Clear(SqliteDb db, StateKey key, long expected)
    {
        if (expected != 0 && Bind(db, Delete, key).Bind(expected).Run() == 1)
        {
            return true;
        }

        var actual = Version(db, key);
        return actual == expected ? false : throw new StateConflictException(key, expected, actual);
    }

    private static IReadOnlyList<StoredState> List(SqliteDb db, string type, string prefix, string? after, int limit) =>
        Page(db, SelectPage, type, prefix, after, limit).All(Read);

    // U+10FFFF is the highest character: everything that starts with the prefix sorts before it.
    private static SqliteStatement Page(SqliteDb db, string sql, string type, string prefix, string? after, int limit) => db.Query(sql)
        .Bind(type).Bind(prefix).Bind(prefix + "\U0010FFFF").Bind(after ?? "").Bind(Math.Clamp(limit, 0, MaxRows));

    private static long Version(SqliteDb db, StateKey key) => Bind(db, SelectVersion, key).First(row => row.Long(0));

    private static SqliteStatement Bind(SqliteDb db, string sql, StateKey key) =>
        db.Query(sql).Bind(key.GrainType).Bind(key.GrainKey).Bind(key.Name);

    private static StoredState Read(SqliteStatement row) =>
        new(new StateKey(row.Text(0), row.Text(1), row.Text(2)), row.Long(3), row.Int(4), row.Text(5), row.Time(6));

    private static StateEntry Entry(SqliteStatement row) =>
        new(new StateKey(row.Text(0), row.Text(1), row.Text(2)), row.Long(3), row.Int(4), row.Int(5), row.Time(6));

    private long Write(SqliteDb db, StateKey key, long expected, int schema, string json)
    {
        var statement = Bind(db, expected == 0 ? Insert : Update, key).Bind(schema).Bind(json).Bind(clock.GetUtcNow());
        var written = (expected == 0 ? statement : statement.Bind(expected)).Run();
        return written == 1 ? expected + 1 : throw new StateConflictException(key, expected, Version(db, key));
    }
}
