using OrleansWa.Storage.Writing;

namespace OrleansWa.Storage.Postgres.Engine;

/// <summary>One caller's part of a group commit. Its transaction may run more than once: result and failure are those of the last run.</summary>
/// <typeparam name="TRequest">What is asked for.</typeparam>
/// <typeparam name="TResult">What the caller gets.</typeparam>
internal sealed class BatchUnit<TRequest, TResult>(TRequest request, int weight, CancellationToken ct) : IQueuedUnit
{
    // Continuations run on the caller's scheduler, never on the writer: it has the next batch to commit.
    private readonly TaskCompletionSource<TResult> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TRequest Request => request;

    public int Weight => weight;

    public TResult? Result { get; set; }

    /// <summary>Its own failure, which concerns nobody else in the batch.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Nobody waits for it any more; it need not run.</summary>
    public bool IsCancelled => ct.IsCancellationRequested;

    public Task<TResult> Task => _done.Task;

    public void Reset() => (Result, Failure) = (default, null);

    /// <summary>Tells the caller, after the commit.</summary>
    public void Tell()
    {
        if (Failure is { } failure)
        {
            Fail(failure);
        }
        else
        {
            _done.TrySetResult(Result!);
        }
    }

    public void Fail(Exception failure) => _done.TrySetException(failure);

    public void Cancel() => _done.TrySetCanceled(ct);
}
