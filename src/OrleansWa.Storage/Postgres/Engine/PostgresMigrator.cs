using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace OrleansWa.Storage.Postgres.Engine;

/// <summary>
/// Brings a database to the newest schema: each numbered script once, in their order, each in a transaction of its own, under an advisory lock that
/// keeps silos that start together from doing it twice. Numbers may leave gaps: a script that is merged later than one with a higher number is applied, too.
/// </summary>
internal static class PostgresMigrator
{
    private const string Folder = ".Postgres.Migrations.";

    private const int OldestServer = 150_000;

    // Per schema: several databases of ours may live in one PostgreSQL database.
    private const string Lock = "SELECT pg_advisory_xact_lock(hashtextextended('orleanswa.migrations.' || current_schema(), 0))";

    private const string CreateTable =
        "CREATE TABLE IF NOT EXISTS schema_version (number integer PRIMARY KEY, name text NOT NULL, applied_at bigint NOT NULL)";

    private const string SelectVersion = "SELECT coalesce(max(number), 0) FROM schema_version";

    /// <summary>Migrates; returns the server's version.</summary>
    public static async Task<string> Migrate(NpgsqlDataSource database, TimeProvider clock, ILogger logger, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await RefuseOldServer(connection, logger, ct);
        var scripts = Scripts();
        RefuseNewer(await InLock(connection, () => Version(connection, ct), ct), scripts.Count == 0 ? 0 : scripts[^1].Number);
        foreach (var script in scripts)
        {
            await InLock(connection, () => Apply(connection, script, clock, logger, ct), ct);
        }

        return (string)(await Scalar(connection, "SHOW server_version", ct))!;
    }

    private static async Task<int> InLock(NpgsqlConnection connection, Func<Task<int>> work, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await Scalar(connection, Lock, ct);
        await Scalar(connection, CreateTable, ct);
        var result = await work();
        await transaction.CommitAsync(ct);
        return result;
    }

    private static async Task<int> Apply(NpgsqlConnection connection, PostgresMigration script, TimeProvider clock, ILogger logger, CancellationToken ct)
    {
        // Looked at inside the lock: another silo may have been faster.
        await using var applied = new NpgsqlCommand("SELECT 1 FROM schema_version WHERE number = $1", connection);
        applied.Parameters.Add(new NpgsqlParameter { Value = script.Number });
        if (await applied.ExecuteScalarAsync(ct) is not null)
        {
            return 0;
        }

        await Scalar(connection, script.Sql, ct);
        await using var insert = new NpgsqlCommand("INSERT INTO schema_version (number, name, applied_at) VALUES ($1, $2, $3)", connection);
        insert.Parameters.Add(new NpgsqlParameter { Value = script.Number });
        insert.Parameters.Add(new NpgsqlParameter { Value = script.Name });
        insert.Parameters.Add(new NpgsqlParameter { Value = clock.GetUtcNow().ToUnixTimeMilliseconds() });
        await insert.ExecuteNonQueryAsync(ct);
        logger.LogInformation("The database was migrated to schema {Number} ({Name}).", script.Number, script.Name);
        return 1;
    }

    private static async Task RefuseOldServer(NpgsqlConnection connection, ILogger logger, CancellationToken ct)
    {
        var number = int.Parse((string)(await Scalar(connection, "SHOW server_version_num", ct))!, CultureInfo.InvariantCulture);
        if (number < OldestServer)
        {
            throw new InvalidOperationException($"PostgreSQL 15 or newer is needed; the server is {number / 10_000}. Upgrade it, or use SQLite.");
        }

        if ((string?)await Scalar(connection, "SHOW fsync", ct) != "on")
        {
            logger.LogWarning("The database server runs with fsync=off: a power loss may destroy everything. Use this for tests only.");
        }
    }

    private static void RefuseNewer(long found, int newest)
    {
        if (found > newest)
        {
            throw new InvalidOperationException(
                $"The database has schema {found}, this program knows schemas up to {newest}. Start the newer program, or restore the backup from before the upgrade.");
        }
    }

    private static async Task<int> Version(NpgsqlConnection connection, CancellationToken ct) => (int)(await Scalar(connection, SelectVersion, ct))!;

    private static async Task<object?> Scalar(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(ct);
    }

    private static List<PostgresMigration> Scripts()
    {
        var assembly = typeof(PostgresMigrator).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.Contains(Folder, StringComparison.Ordinal))
            .Select(name => Read(assembly, name))
            .OrderBy(script => script.Number)];
    }

    private static PostgresMigration Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        var name = Path.GetFileNameWithoutExtension(resource[(resource.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..]);
        return new PostgresMigration(int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), name, reader.ReadToEnd());
    }
}
