using OrleansWa.Storage.Sqlite;

namespace OrleansWa.Silo;

/// <summary>Where data is kept.</summary>
public sealed class StorageSettings
{
    private const string DataSource = "Data Source=";

    /// <summary><c>Storage:ConnectionString</c>: <c>Data Source=…</c> for SQLite. Default: <c>orleanswa.db</c> in the data directory.</summary>
    public string? ConnectionString { get; set; }

    /// <summary><c>Storage:DataDirectory</c>: database, key ring and first-start files. Default <c>data</c> in the working directory.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>The SQLite store that these settings name.</summary>
    /// <exception cref="SettingException">The connection string names another database, or none.</exception>
    public SqliteStorageOptions ToSqliteOptions()
    {
        var connection = ConnectionString ?? DataSource + Path.Combine(DataDirectory, "orleanswa.db");
        if (connection.StartsWith("Host=", StringComparison.OrdinalIgnoreCase))
        {
            throw new SettingException("Storage:ConnectionString", "PostgreSQL is not in this version. Use 'Data Source=path/to/orleanswa.db'.");
        }

        if (!connection.StartsWith(DataSource, StringComparison.OrdinalIgnoreCase))
        {
            throw new SettingException("Storage:ConnectionString", "It names no database. Use 'Data Source=path/to/orleanswa.db'.");
        }

        return new SqliteStorageOptions { ConnectionString = connection };
    }
}
