using OrleansWa.Storage.Sqlite;

namespace OrleansWa.Storage.Tests.Support;

/// <summary>The numbered scripts that the storage carries.</summary>
public static class Migrations
{
    /// <summary>How many there are of an engine, <c>.Sqlite.</c> or <c>.Postgres.</c></summary>
    public static int Count(string engine) =>
        typeof(SqliteStore).Assembly.GetManifestResourceNames().Count(name => name.Contains(engine + "Migrations.", StringComparison.Ordinal));
}
