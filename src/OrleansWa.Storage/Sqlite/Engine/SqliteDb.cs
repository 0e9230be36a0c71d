using System.Buffers;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OrleansWa.Storage.Sqlite.Engine;

/// <summary>
/// One connection with its prepared statements, straight on SQLitePCL.raw: ADO's per-command cost was most of an insert. Used by one thread
/// at a time.
/// </summary>
internal sealed class SqliteDb : IDisposable
{
    // Keyed by reference: every SQL text is a constant, so hashing its characters each time would be waste.
    private readonly Dictionary<string, SqliteStatement> _statements = new(ReferenceEqualityComparer.Instance);
    private readonly ArrayBufferWriter<byte> _content = new(4096);
    private byte[] _scratch = new byte[1024];

    private SqliteDb(sqlite3 handle) => Handle = handle;

    public sqlite3 Handle { get; }

    public int Changes => raw.sqlite3_changes(Handle);

    /// <summary>Rows changed since the connection was opened; tells whether something was written.</summary>
    public int TotalChanges => raw.sqlite3_total_changes(Handle);

    public long LastInsertRowId => raw.sqlite3_last_insert_rowid(Handle);

    public bool InTransaction => raw.sqlite3_get_autocommit(Handle) == 0;

    public static SqliteDb OpenWriter(string path) => Open(path, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE, SqlitePragmas.Writer);

    public static SqliteDb OpenReader(string path) => Open(path, raw.SQLITE_OPEN_READWRITE, SqlitePragmas.Reader);

    /// <summary>The prepared statement of a constant SQL text, ready to bind.</summary>
    public SqliteStatement Query(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            statement = new SqliteStatement(this, Prepare(sql));
            _statements.Add(sql, statement);
        }

        return statement.Begin();
    }

    /// <summary>Runs a script without parameters, e.g. a migration.</summary>
    public void Execute(string script)
    {
        var code = raw.sqlite3_exec(Handle, script);
        if (code != raw.SQLITE_OK)
        {
            SqliteException.ThrowExceptionForRC(code, Handle);
        }
    }

    public void Begin() => Query("BEGIN IMMEDIATE").Run();

    public void Commit() => Query("COMMIT").Run();

    /// <summary>Takes the transaction back; SQLite may have done so by itself after an I/O error.</summary>
    public void Rollback()
    {
        ReleaseStatements();
        if (InTransaction)
        {
            Query("ROLLBACK").Run();
        }
    }

    /// <summary>Takes back statements that a failure left in the middle of their use.</summary>
    public void ReleaseStatements()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }
    }

    /// <summary>Buffer for the bytes of one parameter.</summary>
    public byte[] Scratch(int size)
    {
        if (_scratch.Length < size)
        {
            _scratch = new byte[size * 2];
        }

        return _scratch;
    }

    /// <summary>Buffer for what a content codec writes, empty.</summary>
    public ArrayBufferWriter<byte> ContentBuffer()
    {
        _content.ResetWrittenCount();
        return _content;
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Close();
        }

        _statements.Clear();
        Handle.Dispose();
    }

    private static SqliteDb Open(string path, int flags, string pragmas)
    {
        var code = raw.sqlite3_open_v2(path, out var handle, flags | raw.SQLITE_OPEN_NOMUTEX, null);
        try
        {
            SqliteException.ThrowExceptionForRC(code, handle);
            var db = new SqliteDb(handle);
            db.Execute(pragmas);
            return db;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    private sqlite3_stmt Prepare(string sql)
    {
        const uint persistent = 1;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v3(Handle, sql, persistent, out var statement), Handle);
        return statement;
    }
}
