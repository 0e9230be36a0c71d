using OrleansWa.Contracts.State;
using OrleansWa.Storage.Sqlite.Engine;

namespace OrleansWa.Storage.Sqlite.State;

/// <summary>Reminders of the embedded runtime.</summary>
internal sealed class SqliteReminderRowStore(SqliteEngine engine) : IReminderRowStore
{
    private const string Select = "SELECT grain_type, grain_key, name, start_at, period_ms FROM reminders ORDER BY grain_type, grain_key, name";

    private const string Upsert = "INSERT OR REPLACE INTO reminders (grain_type, grain_key, name, start_at, period_ms) VALUES (?1, ?2, ?3, ?4, ?5)";

    private const string Delete = "DELETE FROM reminders WHERE grain_type = ?1 AND grain_key = ?2 AND name = ?3";

    public ValueTask<IReadOnlyList<ReminderRow>> ReadAll(CancellationToken ct = default) => engine.Read(db => db.Query(Select).All(Read), ct);

    async ValueTask IReminderRowStore.Upsert(ReminderRow row, CancellationToken ct) => await engine.Write(db => Write(db, row), weight: 1, ct);

    public ValueTask<bool> Remove(string grainType, string grainKey, string name, CancellationToken ct = default) =>
        engine.Write(db => db.Query(Delete).Bind(grainType).Bind(grainKey).Bind(name).Run() == 1, weight: 1, ct);

    private static int Write(SqliteDb db, ReminderRow row) => db.Query(Upsert)
        .Bind(row.GrainType).Bind(row.GrainKey).Bind(row.Name).Bind(row.StartAt).Bind((long)row.Period.TotalMilliseconds).Run();

    private static ReminderRow Read(SqliteStatement row) =>
        new(row.Text(0), row.Text(1), row.Text(2), row.Time(3), TimeSpan.FromMilliseconds(row.Long(4)));
}
