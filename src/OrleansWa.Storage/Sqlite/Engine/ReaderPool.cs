using System.Collections.Concurrent;

namespace OrleansWa.Storage.Sqlite.Engine;

/// <summary>
/// A few connections for reads, used on the caller's thread: a point read takes microseconds, less than handing it to another thread, and
/// the simulation stays on one. When all are taken, the caller waits for one.
/// </summary>
internal sealed class ReaderPool(string path, int size) : IDisposable
{
    private readonly ConcurrentStack<SqliteDb> _idle = [];
    private readonly SemaphoreSlim _free = new(size);
    private volatile bool _closed;

    /// <summary>Runs a read; several statements of it see one snapshot.</summary>
    public ValueTask<T> Read<T>(Func<SqliteDb, T> read, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        _free.Wait(ct);
        try
        {
            return new ValueTask<T>(ReadWithConnection(read));
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose()
    {
        _closed = true;
        while (_idle.TryPop(out var db))
        {
            db.Dispose();
        }
    }

    private T ReadWithConnection<T>(Func<SqliteDb, T> read)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        var db = _idle.TryPop(out var idle) ? idle : SqliteDb.OpenReader(path);
        try
        {
            return ReadInSnapshot(db, read);
        }
        finally
        {
            GiveBack(db);
        }
    }

    private static T ReadInSnapshot<T>(SqliteDb db, Func<SqliteDb, T> read)
    {
        db.Query("BEGIN").Run();
        try
        {
            return read(db);
        }
        finally
        {
            db.Rollback();
        }
    }

    private void GiveBack(SqliteDb db)
    {
        _idle.Push(db);
        if (_closed)
        {
            Dispose();
        }
    }
}
