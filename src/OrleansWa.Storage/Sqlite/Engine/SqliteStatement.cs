using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OrleansWa.Storage.Sqlite.Engine;

/// <summary>
/// One prepared statement, kept with its connection. Parameters are bound in the order of their numbers; <see cref="Dispose"/> gives the
/// statement back for its next use, it does not destroy it.
/// </summary>
internal sealed class SqliteStatement(SqliteDb db, sqlite3_stmt handle) : IDisposable
{
    private int _bound;
    private bool _inUse;

    public SqliteStatement Begin()
    {
        if (_inUse)
        {
            throw new InvalidOperationException("A statement cannot be used inside its own rows.");
        }

        _inUse = true;
        _bound = 0;
        return this;
    }

    public SqliteStatement Bind(string? value)
    {
        if (value is null)
        {
            return BindNull();
        }

        // SQLite would cut a text at a NUL when it is compared or shown; intake strips them, this is the last line.
        var text = value.Contains('\0', StringComparison.Ordinal) ? value.Replace("\0", "", StringComparison.Ordinal) : value;
        var scratch = db.Scratch(Encoding.UTF8.GetMaxByteCount(text.Length));
        var length = Encoding.UTF8.GetBytes(text, scratch);

        // An empty span is a null pointer, which SQLite takes for NULL.
        Check(length == 0
            ? raw.sqlite3_bind_text(handle, ++_bound, "")
            : raw.sqlite3_bind_text(handle, ++_bound, scratch.AsSpan(0, length)));
        return this;
    }

    public SqliteStatement Bind(long value)
    {
        Check(raw.sqlite3_bind_int64(handle, ++_bound, value));
        return this;
    }

    public SqliteStatement Bind(long? value) => value is { } number ? Bind(number) : BindNull();

    public SqliteStatement Bind(bool value) => Bind(value ? 1L : 0L);

    public SqliteStatement Bind(DateTimeOffset value) => Bind(value.ToUnixTimeMilliseconds());

    public SqliteStatement Bind(DateTimeOffset? value) => value is { } time ? Bind(time) : BindNull();

    public SqliteStatement BindBlob(ReadOnlySpan<byte> value)
    {
        Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(handle, ++_bound, 0) : raw.sqlite3_bind_blob(handle, ++_bound, value));
        return this;
    }

    public SqliteStatement BindNull()
    {
        Check(raw.sqlite3_bind_null(handle, ++_bound));
        return this;
    }

    /// <summary>Moves to the next row; false when there is none.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(handle);
        if (code is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            Check(code);
        }

        return code == raw.SQLITE_ROW;
    }

    /// <summary>Runs a statement without rows and gives it back; returns how many rows it changed.</summary>
    public int Run()
    {
        using (this)
        {
            while (Step())
            {
            }

            return db.Changes;
        }
    }

    /// <summary>Reads every row and gives the statement back.</summary>
    public IReadOnlyList<T> All<T>(Func<SqliteStatement, T> read)
    {
        using (this)
        {
            var rows = new List<T>();
            while (Step())
            {
                rows.Add(read(this));
            }

            return rows;
        }
    }

    /// <summary>Reads the first row, or the default when there is none, and gives the statement back.</summary>
    public T? First<T>(Func<SqliteStatement, T> read)
    {
        using (this)
        {
            return Step() ? read(this) : default;
        }
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public long Long(int column) => raw.sqlite3_column_int64(handle, column);

    public int Int(int column) => raw.sqlite3_column_int(handle, column);

    public bool Bool(int column) => Long(column) != 0;

    public long? LongOrNull(int column) => IsNull(column) ? null : Long(column);

    public string Text(int column) => Encoding.UTF8.GetString(Blob(column));

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(handle, column);

    public DateTimeOffset Time(int column) => DateTimeOffset.FromUnixTimeMilliseconds(Long(column));

    public DateTimeOffset? TimeOrNull(int column) => IsNull(column) ? null : Time(column);

    public void Dispose()
    {
        if (_inUse)
        {
            _inUse = false;
            _ = raw.sqlite3_reset(handle);
        }
    }

    /// <summary>Destroys the statement.</summary>
    public void Close() => handle.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            SqliteException.ThrowExceptionForRC(code, db.Handle);
        }
    }
}
