using OrleansWa.Contracts.State;
using OrleansWa.Storage.Postgres.Engine;

namespace OrleansWa.Storage.Postgres.State;

/// <summary>Writes grain states: one statement for all that are new, one for all that exist, one for all that go.</summary>
internal sealed class StateBatch(TimeProvider clock) : IBatchWork<StateChange, long>
{
    internal const string Insert = """
        INSERT INTO grain_state (grain_type, grain_key, state_name, version, schema, data, written_at)
        SELECT grain_type, grain_key, state_name, 1, schema, data, $6
        FROM unnest($1, $2, $3, $4, $5) AS u (grain_type, grain_key, state_name, schema, data)
        ON CONFLICT DO NOTHING RETURNING grain_type, grain_key, state_name
        """;

    internal const string Update = """
        UPDATE grain_state g SET version = g.version + 1, schema = u.schema, data = u.data, written_at = $7
        FROM unnest($1, $2, $3, $4, $5, $6) AS u (grain_type, grain_key, state_name, version, schema, data)
        WHERE g.grain_type = u.grain_type AND g.grain_key = u.grain_key AND g.state_name = u.state_name AND g.version = u.version
        RETURNING g.grain_type, g.grain_key, g.state_name
        """;

    internal const string Delete = """
        DELETE FROM grain_state g USING unnest($1, $2, $3, $4) AS u (grain_type, grain_key, state_name, version)
        WHERE g.grain_type = u.grain_type AND g.grain_key = u.grain_key AND g.state_name = u.state_name AND g.version = u.version
        RETURNING g.grain_type, g.grain_key, g.state_name
        """;

    private const string SelectVersions = """
        SELECT g.grain_type, g.grain_key, g.state_name, g.version FROM unnest($1, $2, $3) AS u (grain_type, grain_key, state_name)
        JOIN grain_state g ON g.grain_type = u.grain_type AND g.grain_key = u.grain_key AND g.state_name = u.state_name
        """;

    public async Task Run(PgSession session, IReadOnlyList<BatchUnit<StateChange, long>> units)
    {
        // A key that stands twice in the batch goes in turns. Sorted, so that two silos never wait for each other crosswise.
        var waiting = units;
        while (waiting.Count > 0)
        {
            var seen = new HashSet<StateKey>();
            var later = new List<BatchUnit<StateChange, long>>();
            var turn = new List<BatchUnit<StateChange, long>>(waiting.Count);
            foreach (var unit in waiting)
            {
                (seen.Add(unit.Request.Key) ? turn : later).Add(unit);
            }

            turn.Sort(static (one, other) => Compare(one.Request.Key, other.Request.Key));
            await RunTurn(session, turn);
            waiting = later;
        }
    }

    private async Task RunTurn(PgSession session, List<BatchUnit<StateChange, long>> turn)
    {
        var inserts = turn.Where(unit => unit.Request is { Expected: 0, Json: not null }).ToList();
        var updates = turn.Where(unit => unit.Request is { Expected: not 0, Json: not null }).ToList();
        var deletes = turn.Where(unit => unit.Request is { Expected: not 0, Json: null }).ToList();
        var done = await Write(session, inserts, updates, deletes);
        var conflicts = new List<BatchUnit<StateChange, long>>();
        foreach (var unit in turn)
        {
            unit.Result = unit.Request.Json is null ? 0 : unit.Request.Expected + 1;
            if (!done.Contains(unit.Request.Key))
            {
                conflicts.Add(unit);
            }
        }

        await Refuse(session, conflicts);
    }

    private async Task<HashSet<StateKey>> Write(
        PgSession session,
        List<BatchUnit<StateChange, long>> inserts,
        List<BatchUnit<StateChange, long>> updates,
        List<BatchUnit<StateChange, long>> deletes)
    {
        var now = clock.GetUtcNow();
        await using var batch = session.Batch();
        var statements = 0;
        if (inserts.Count > 0)
        {
            Keys(batch.Add(Insert), inserts).Ints(inserts, u => u.Request.Schema).Texts(inserts, u => u.Request.Json).Time(now);
            statements++;
        }

        if (updates.Count > 0)
        {
            Keys(batch.Add(Update), updates).Longs(updates, u => u.Request.Expected)
                .Ints(updates, u => u.Request.Schema).Texts(updates, u => u.Request.Json).Time(now);
            statements++;
        }

        if (deletes.Count > 0)
        {
            Keys(batch.Add(Delete), deletes).Longs(deletes, u => u.Request.Expected);
            statements++;
        }

        return statements == 0 ? [] : await batch.Query(results => ReadKeys(results, statements));
    }

    private static async Task<HashSet<StateKey>> ReadKeys(PgResults results, int statements)
    {
        var keys = new HashSet<StateKey>();
        for (var i = 0; i < statements; i++)
        {
            keys.UnionWith(await results.Next(ReadKey));
        }

        return keys;
    }

    private static async Task Refuse(PgSession session, List<BatchUnit<StateChange, long>> conflicts)
    {
        if (conflicts.Count == 0)
        {
            return;
        }

        var found = await session.All(SelectVersions, select => Keys(select, conflicts), row => (Key: ReadKey(row), Version: row.Long(3)));
        var versions = found.ToDictionary(row => row.Key, row => row.Version);
        foreach (var unit in conflicts)
        {
            var actual = versions.GetValueOrDefault(unit.Request.Key);
            if (actual != unit.Request.Expected)
            {
                unit.Failure = new StateConflictException(unit.Request.Key, unit.Request.Expected, actual);
            }
            else if (unit.Request is not { Expected: 0, Json: null })
            {
                throw new RaceException("a state"); // It came to what is expected only just now.
            }
        }
    }

    private static PgCommand Keys(PgCommand command, List<BatchUnit<StateChange, long>> units) => command
        .Texts(units, u => u.Request.Key.GrainType).Texts(units, u => u.Request.Key.GrainKey).Texts(units, u => u.Request.Key.Name);

    private static StateKey ReadKey(PgRow row) => new(row.Text(0), row.Text(1), row.Text(2));

    private static int Compare(StateKey one, StateKey other)
    {
        var byKey = string.CompareOrdinal(one.GrainKey, other.GrainKey);
        var byType = byKey != 0 ? byKey : string.CompareOrdinal(one.GrainType, other.GrainType);
        return byType != 0 ? byType : string.CompareOrdinal(one.Name, other.Name);
    }
}
