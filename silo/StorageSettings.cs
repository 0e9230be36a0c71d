using OrleansWa.Hosting;
using OrleansWa.Storage.Postgres;
using OrleansWa.Storage.Sqlite;

namespace OrleansWa.Silo;

/// <summary>Where data is kept.</summary>
public sealed class StorageSettings
{
    private const string DataSource = "Data Source=";

    /// <summary><c>Storage:ConnectionString</c>: <c>Data Source=…</c> for SQLite, <c>Host=…</c> for PostgreSQL. Default: SQLite in <c>orleanswa.db</c> in the data directory.</summary>
    public string? ConnectionString { get; set; }

    /// <summary><c>Storage:DataDirectory</c>: database, key ring and first-start files. Default <c>data</c> in the working directory.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>Whether the connection string names PostgreSQL.</summary>
    public bool IsPostgres => ConnectionString?.StartsWith("Host=", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The SQLite store that these settings name.</summary>
    /// <exception cref="SettingException">The connection string names no database.</exception>
    public SqliteStorageOptions ToSqliteOptions()
    {
        var connection = ConnectionString ?? DataSource + Path.Combine(DataDirectory, "orleanswa.db");
        return connection.StartsWith(DataSource, StringComparison.OrdinalIgnoreCase)
            ? new SqliteStorageOptions { ConnectionString = connection }
            : throw new SettingException(
                "Storage:ConnectionString", "It names no database. Use 'Data Source=path/to/orleanswa.db' or 'Host=…;Database=…;Username=…;Password=…'.");
    }

    /// <summary>The PostgreSQL store that these settings name.</summary>
    public PostgresStorageOptions ToPostgresOptions() => new() { ConnectionString = ConnectionString! };
}
