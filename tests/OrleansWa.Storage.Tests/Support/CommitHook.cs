using OrleansWa.Storage.Sqlite;
using SQLitePCL;

namespace OrleansWa.Storage.Tests.Support;

/// <summary>Counts the commits of a store's writer and makes them fail: SQLite turns the COMMIT into an error and a rollback.</summary>
internal sealed class CommitHook
{
    public CommitHook(SqliteStore store) => raw.sqlite3_commit_hook(store.Engine.WriterDb.Handle, OnCommit, null);

    public int Commits { get; private set; }

    public bool Fail { get; set; }

    private int OnCommit(object? user)
    {
        Commits++;
        return Fail ? 1 : 0;
    }
}
