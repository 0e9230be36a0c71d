using System.Globalization;
using System.Reflection;

namespace OrleansWa.Storage.Sqlite.Engine;

/// <summary>
/// Brings a database to the newest schema: each numbered script once, in their order, each in a transaction of its own. Numbers may leave gaps: a script
/// that is merged later than one with a higher number is applied, too.
/// </summary>
internal static class SqliteMigrator
{
    private const string Folder = ".Sqlite.Migrations.";

    private const string CreateTable = """
        CREATE TABLE IF NOT EXISTS schema_version (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL);
        """;

    private const string InsertVersion = "INSERT INTO schema_version (number, name, applied_at) VALUES (?1, ?2, ?3)";

    private const string SelectVersion = "SELECT coalesce(max(number), 0) FROM schema_version";

    private const string SelectApplied = "SELECT 1 FROM schema_version WHERE number = ?1";

    public static void Migrate(SqliteDb db, TimeProvider clock)
    {
        db.Execute(CreateTable);
        var scripts = Scripts();
        RefuseNewer(Version(db), scripts.Count == 0 ? 0 : scripts[^1].Number);
        foreach (var script in scripts)
        {
            Apply(db, script, clock);
        }
    }

    private static void Apply(SqliteDb db, SqliteMigration script, TimeProvider clock)
    {
        db.Begin();
        try
        {
            // Looked at inside the transaction: two processes may start at once over one file.
            if (!db.Query(SelectApplied).Bind(script.Number).First(_ => true))
            {
                db.Execute(script.Sql);
                db.Query(InsertVersion).Bind(script.Number).Bind(script.Name).Bind(clock.GetUtcNow()).Run();
            }

            db.Commit();
        }
        finally
        {
            db.Rollback();
        }
    }

    private static void RefuseNewer(long found, int newest)
    {
        if (found > newest)
        {
            throw new InvalidOperationException(
                $"The database has schema {found}, this program knows schemas up to {newest}. "
                + "Start the newer program, or restore the backup from before the upgrade.");
        }
    }

    private static long Version(SqliteDb db) => db.Query(SelectVersion).First(row => row.Long(0));

    private static List<SqliteMigration> Scripts()
    {
        var assembly = typeof(SqliteMigrator).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.Contains(Folder, StringComparison.Ordinal))
            .Select(name => Read(assembly, name))
            .OrderBy(script => script.Number)];
    }

    private static SqliteMigration Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        var name = Path.GetFileNameWithoutExtension(resource[(resource.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..]);
        return new SqliteMigration(int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), name, reader.ReadToEnd());
    }
}
