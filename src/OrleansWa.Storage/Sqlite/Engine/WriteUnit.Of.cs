namespace OrleansWa.Storage.Sqlite.Engine;

/// <summary>A unit with a result.</summary>
/// <typeparam name="T">Type of the result.</typeparam>
internal sealed class WriteUnit<T>(Func<SqliteDb, T> work, int weight, CancellationToken ct) : WriteUnit(weight, ct)
{
    // Continuations run on the caller's scheduler, never on the writer: it has the next batch to commit.
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Task => _done.Task;

    public override void Run(SqliteDb db) => _result = work(db);

    public override void Complete() => _done.TrySetResult(_result!);

    public override void Fail(Exception failure) => _done.TrySetException(failure);

    public override void Cancel() => _done.TrySetCanceled(Token);
}
