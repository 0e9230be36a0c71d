using OrleansWa.Contracts;
using OrleansWa.Storage.Writing;

namespace OrleansWa.Storage.Postgres.Engine;

/// <summary>
/// One kind of write. Callers queue units; the pump takes what is queued, commits it in one transaction and tells the callers. While one batch is
/// on its way, the next gathers, so batches grow with load by themselves. One batch at a time: units of a lane are committed in their order.
/// </summary>
/// <typeparam name="TRequest">What is asked for.</typeparam>
/// <typeparam name="TResult">What a caller gets.</typeparam>
internal sealed class WriteLane<TRequest, TResult>(PostgresEngine engine, IBatchWork<TRequest, TResult> work) : IWriteLane
{
    private readonly BatchCommit<TRequest, TResult> _commit = new(engine, work);
    private readonly List<BatchUnit<TRequest, TResult>> _batch = [];
    private volatile WriteQueue<BatchUnit<TRequest, TResult>>? _queue;

    public void Open() => _queue = new(engine.Options.MaxQueuedRows, engine.Options.MaxBatchRows);

    public async Task Close()
    {
        if (_queue is { } queue)
        {
            await queue.Close().ConfigureAwait(false);
            _queue = null;
        }
    }

    /// <summary>Queues a write; the task completes when its result is durable.</summary>
    /// <param name="request">The write.</param>
    /// <param name="weight">About how many rows it touches.</param>
    /// <param name="ct">Takes the write back while it waits; once it runs, it is committed.</param>
    public Task<TResult> Write(TRequest request, int weight, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var queue = _queue ?? throw new ProblemException(ProblemKind.Unavailable, "storage_not_open", "The store is not open yet; try again in a moment.");
        var unit = new BatchUnit<TRequest, TResult>(request, weight, ct);
        if (queue.Add(unit))
        {
            // On the pool and without the caller's context: the pump serves whoever comes next, too.
            ThreadPool.UnsafeQueueUserWorkItem(static state => _ = state.Lane.Pump(state.Queue), (Lane: this, Queue: queue), preferLocal: false);
        }

        return unit.Task;
    }

    private async Task Pump(WriteQueue<BatchUnit<TRequest, TResult>> queue)
    {
        do
        {
            queue.Take(_batch);
            _batch.RemoveAll(SkipCancelled);
            if (_batch.Count > 0)
            {
                await _commit.Commit(_batch).ConfigureAwait(false);
                _batch.Clear();
            }
        }
        while (queue.Continue());
    }

    private static bool SkipCancelled(BatchUnit<TRequest, TResult> unit)
    {
        if (unit.IsCancelled)
        {
            unit.Cancel();
        }

        return unit.IsCancelled;
    }
}
