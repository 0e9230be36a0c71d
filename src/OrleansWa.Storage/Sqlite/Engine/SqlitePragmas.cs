namespace OrleansWa.Storage.Sqlite.Engine;

/// <summary>Settings of a connection. They are per connection, not per file (but for journal_mode), and asserted by tests.</summary>
internal static class SqlitePragmas
{
    /// <summary>
    /// FULL syncs the WAL at each commit: what was acknowledged survives a power loss. An intake touches about ten pages, mostly of indexes; a
    /// checkpoint at 16,000 pages (64 MB) instead of 1,000 writes each of them once for many intakes. The WAL file is cut back to that size.
    /// </summary>
    public const string Writer = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA busy_timeout = 5000;
        PRAGMA wal_autocheckpoint = 16000;
        PRAGMA journal_size_limit = 67108864;
        PRAGMA cache_size = -65536;
        PRAGMA temp_store = MEMORY;
        PRAGMA foreign_keys = OFF;
        """;

    /// <summary>A reader never writes, and says so.</summary>
    public const string Reader = """
        PRAGMA busy_timeout = 5000;
        PRAGMA query_only = ON;
        PRAGMA cache_size = -8192;
        PRAGMA temp_store = MEMORY;
        """;
}
