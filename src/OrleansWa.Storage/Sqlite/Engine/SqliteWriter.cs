using Microsoft.Extensions.Logging;
using OrleansWa.Storage.Writing;

namespace OrleansWa.Storage.Sqlite.Engine;

/// <summary>
/// The one writer: callers queue units, the pump takes what is queued, commits it with one sync and tells the callers. While one batch syncs, the
/// next gathers, so batches grow with load by themselves.
/// </summary>
internal sealed class SqliteWriter(SqliteDb db, SqliteStorageOptions options, IWriterExecutor executor, TimeProvider clock, ILogger logger)
{
    /// <summary>Longest wait of a patient unit for company.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(20);

    private readonly WriteQueue<WriteUnit> _queue = new(options.MaxQueuedRows, options.MaxBatchRows);
    private readonly GroupCommit _commit = new(logger);
    private readonly List<WriteUnit> _batch = [];
    private ITimer? _patience;
    private bool _abandoned;

    public SqliteDb Db => db;

    /// <summary>Queues work; the task completes when its result is durable.</summary>
    public ValueTask<T> Write<T>(Func<SqliteDb, T> work, int weight, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var unit = new WriteUnit<T>(work, weight, ct);
        if (_queue.Add(unit))
        {
            executor.Schedule(Pump);
        }

        return new ValueTask<T>(unit.Task);
    }

    /// <summary>Queues work that can wait a moment for company: it costs no sync of its own under load. Durable when the task completes.</summary>
    public ValueTask<T> WritePatiently<T>(Func<SqliteDb, T> work, int weight, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var unit = new WriteUnit<T>(work, weight, ct);
        if (_queue.AddPatient(unit))
        {
            _patience ??= clock.CreateTimer(_ => Hurry(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _patience.Change(Patience, Timeout.InfiniteTimeSpan);
        }

        return new ValueTask<T>(unit.Task);
    }

    /// <summary>Commits what is queued, refuses the rest and closes the connection.</summary>
    public async Task Close()
    {
        var drained = _queue.Close();
        Hurry();
        await drained;
        _patience?.Dispose();
        db.Dispose();
    }

    /// <summary>Ends as a crash would: an open transaction is lost, queued units are forgotten, nobody is told.</summary>
    public void Abandon()
    {
        _abandoned = true;
        _queue.Abandon();
        _patience?.Dispose();
        db.Dispose();
    }

    private void Hurry()
    {
        if (!_abandoned && _queue.Hurry())
        {
            executor.Schedule(Pump);
        }
    }

    private void Pump()
    {
        if (_abandoned)
        {
            return;
        }

        _queue.Take(_batch);
        SkipCancelled();
        if (_batch.Count > 0)
        {
            _commit.Commit(db, _batch);
            _batch.Clear();
        }

        if (_queue.Continue())
        {
            executor.Schedule(Pump);
        }
    }

    private void SkipCancelled()
    {
        for (var i = _batch.Count - 1; i >= 0; i--)
        {
            if (_batch[i].IsCancelled)
            {
                _batch[i].Cancel();
                _batch.RemoveAt(i);
            }
        }
    }
}
