namespace OrleansWa.Storage.Postgres;

/// <summary>Settings of the PostgreSQL store.</summary>
public sealed record PostgresStorageOptions
{
    /// <summary><c>Host=…;Database=…;Username=…;Password=…</c> of a PostgreSQL 15 or newer. <c>Search Path</c> names a schema other than <c>public</c>.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>Connections for reading, 8 by default; further readers wait.</summary>
    public int MaxReaders { get; init; } = 8;

    /// <summary>
    /// Connections for writing, 8 by default: one per kind of write that is committed in groups, a few for what is written rarely.
    /// </summary>
    public int MaxWriters { get; init; } = 8;

    /// <summary>
    /// Rows that may wait per kind of write, 50,000 by default; at the limit writes are refused with <c>storage_overloaded</c>.
    /// </summary>
    public int MaxQueuedRows { get; init; } = 50_000;

    /// <summary>Rows of one transaction, 1,000 by default; a larger single write is never split.</summary>
    public int MaxBatchRows { get; init; } = 1_000;

    /// <summary>How often a transaction that another silo's got in the way of (deadlock, race) is run again before its callers are told, 8 by default.</summary>
    public int MaxReruns { get; init; } = 8;

    /// <summary>How long a statement may take, 30 seconds by default; then its callers are told that the store could not write.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a status without its message waits for it, 7 days by default: WhatsApp repeats webhooks no longer.</summary>
    public TimeSpan EarlyStatusRetention { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long kept events stay, 90 days by default.</summary>
    public TimeSpan KeptEventRetention { get; init; } = TimeSpan.FromDays(90);

    /// <summary>How long incoming dead letters stay, listed or ended, 90 days by default.</summary>
    public TimeSpan DeadLetterRetention { get; init; } = TimeSpan.FromDays(90);

    /// <summary>Without the connection string, which may hold a password.</summary>
    public override string ToString() => nameof(PostgresStorageOptions);
}
