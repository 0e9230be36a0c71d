using OrleansWa.Contracts.State;
using OrleansWa.Storage.Postgres.Engine;

namespace OrleansWa.Storage.Postgres.State;

/// <summary>Reminders of the embedded runtime.</summary>
internal sealed class PostgresReminderRowStore(PostgresEngine engine) : IReminderRowStore
{
    private const string Select = "SELECT grain_type, grain_key, name, start_at, period_ms FROM reminders ORDER BY grain_type, grain_key, name";

    private const string UpsertRow = """
        INSERT INTO reminders (grain_type, grain_key, name, start_at, period_ms) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (grain_type, grain_key, name) DO UPDATE SET start_at = excluded.start_at, period_ms = excluded.period_ms RETURNING 1
        """;

    private const string Delete = "DELETE FROM reminders WHERE grain_type = $1 AND grain_key = $2 AND name = $3 RETURNING 1";

    public async ValueTask<IReadOnlyList<ReminderRow>> ReadAll(CancellationToken ct = default) => await engine.All(Select, _ => { }, Read, ct);

    public async ValueTask Upsert(ReminderRow row, CancellationToken ct = default) =>
        await engine.Write(session => session.Count(UpsertRow, upsert => Bind(upsert, row)), ct);

    public async ValueTask<bool> Remove(string grainType, string grainKey, string name, CancellationToken ct = default) =>
        await engine.Write(session => session.Count(Delete, delete => delete.Text(grainType).Text(grainKey).Text(name)), ct) == 1;

    private static void Bind(PgCommand upsert, ReminderRow row) => upsert
        .Text(row.GrainType).Text(row.GrainKey).Text(row.Name).Time(row.StartAt).Long((long)row.Period.TotalMilliseconds);

    private static ReminderRow Read(PgRow row) =>
        new(row.Text(0), row.Text(1), row.Text(2), row.Time(3), TimeSpan.FromMilliseconds(row.Long(4)));
}
