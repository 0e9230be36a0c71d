using Npgsql;

namespace OrleansWa.Storage.Postgres.Engine;

/// <summary>The two pools of a store and the settings of their connections, which tests assert.</summary>
internal static class PostgresConnections
{
    /// <summary>
    /// Every statement is meant to be answered from one index, whatever the planner believes of a table that was empty when it last looked: with
    /// sequential scans, hashes and bitmaps out of the way, a plan made once (generic) stays right however the tables grow.
    /// </summary>
    private const string Plans =
        "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c enable_bitmapscan=off -c jit=off";

    /// <summary>
    /// synchronous_commit=on: what was acknowledged survives a power loss. The time limits let a silo that froze in the middle of a transaction, or
    /// whose machine is gone, hold up the others for seconds and not for ever.
    /// </summary>
    private const string Writing =
        " -c synchronous_commit=on -c default_transaction_isolation=read\\ committed -c idle_in_transaction_session_timeout=20s"
        + " -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3";

    /// <summary>A reader never writes, and says so.</summary>
    private const string Reading = " -c default_transaction_read_only=on";

    public static NpgsqlDataSource Writers(PostgresStorageOptions options) => Build(options, "write", options.MaxWriters, Plans + Writing);

    public static NpgsqlDataSource Readers(PostgresStorageOptions options) => Build(options, "read", options.MaxReaders, Plans + Reading);

    /// <summary>Host, port and database, without what is secret.</summary>
    public static string Describe(PostgresStorageOptions options)
    {
        var connection = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        return $"{connection.Host}:{connection.Port}/{connection.Database ?? connection.Username}";
    }

    private static NpgsqlDataSource Build(PostgresStorageOptions options, string use, int size, string settings)
    {
        var connection = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        if (string.IsNullOrWhiteSpace(connection.Host))
        {
            throw new ArgumentException("The connection string must name a server: 'Host=…;Database=…;Username=…;Password=…'.", nameof(options));
        }

        connection.ApplicationName = $"{connection.ApplicationName ?? "orleanswa"}-{use}";
        connection.Options = $"{connection.Options} {settings}".Trim();
        connection.MaxPoolSize = size;
        connection.MinPoolSize = 0;
        connection.MaxAutoPrepare = 200;
        connection.AutoPrepareMinUsages = 2;
        connection.NoResetOnClose = true;
        connection.Enlist = false;
        connection.IncludeErrorDetail = false;
        return new NpgsqlDataSourceBuilder(connection.ConnectionString).Build();
    }
}
