using OrleansWa.Storage.Writing;

namespace OrleansWa.Storage.Sqlite.Engine;

/// <summary>One caller's part of a group commit. It may run more than once before it is committed: what it returns comes from its last run.</summary>
internal abstract class WriteUnit(int weight, CancellationToken ct) : IQueuedUnit
{
    /// <summary>About how many rows it touches.</summary>
    public int Weight { get; } = weight;

    /// <summary>Its own failure, which concerns nobody else in the batch.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Nobody waits for it any more; it need not run.</summary>
    public bool IsCancelled => ct.IsCancellationRequested;

    protected CancellationToken Token => ct;

    public abstract void Run(SqliteDb db);

    /// <summary>Tells the caller, after the commit.</summary>
    public abstract void Complete();

    /// <summary>Tells the caller that nothing was written.</summary>
    public abstract void Fail(Exception failure);

    public abstract void Cancel();
}
