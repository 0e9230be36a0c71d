using OrleansWa.Storage.Sqlite.Native;
using OrleansWa.Storage.Writing;

namespace OrleansWa.Storage.Sqlite;

/// <summary>Settings of the SQLite store.</summary>
public sealed record SqliteStorageOptions
{
    /// <summary><c>Data Source=…</c>; a path. Its directory is created at the start. Other members of the connection string are not used.</summary>
    public string ConnectionString { get; init; } = "Data Source=data/orleanswa.db";

    /// <summary>
    /// Rows that may wait for the writer, 50,000 by default; at the limit writes are refused with <c>storage_overloaded</c>.
    /// </summary>
    public int MaxQueuedRows { get; init; } = 50_000;

    /// <summary>Rows of one transaction, 2,000 by default; a larger single write is never split.</summary>
    public int MaxBatchRows { get; init; } = 2_000;

    /// <summary>Connections for reading, 4 by default; further readers wait.</summary>
    public int MaxReaders { get; init; } = 4;

    /// <summary>How long a status without its message waits for it, 7 days by default: WhatsApp repeats webhooks no longer.</summary>
    public TimeSpan EarlyStatusRetention { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long kept events stay, 90 days by default.</summary>
    public TimeSpan KeptEventRetention { get; init; } = TimeSpan.FromDays(90);

    /// <summary>How long incoming dead letters stay, listed or ended, 90 days by default.</summary>
    public TimeSpan DeadLetterRetention { get; init; } = TimeSpan.FromDays(90);

    /// <summary>Which native library to load.</summary>
    public SqliteLibraryChoice Library { get; init; }

    /// <summary>Runs the writer; null for a dedicated thread.</summary>
    public IWriterExecutor? Executor { get; init; }
}
