using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using OrleansWa.Contracts;
using OrleansWa.Storage.Sqlite.Native;
using OrleansWa.Storage.Writing;
using SQLitePCL;

namespace OrleansWa.Storage.Sqlite.Engine;

/// <summary>The writer and the readers of one database file, between open and close.</summary>
internal sealed class SqliteEngine(SqliteStorageOptions options, TimeProvider clock, ILogger logger) : IAsyncDisposable
{
    private readonly string _path = PathOf(options.ConnectionString);
    private volatile SqliteWriter? _writer;
    private volatile ReaderPool? _readers;
    private ThreadWriterExecutor? _ownThread;
    private FileStream? _lock;

    /// <summary>The writer's connection, for tests that look at its settings or make it fail.</summary>
    public SqliteDb WriterDb => Opened(_writer).Db;

    public string Description => $"{SqliteLibrary.Description}, file {_path}";

    public void Open()
    {
        if (_writer is not null)
        {
            throw new InvalidOperationException("The store is open already.");
        }

        SqliteLibrary.Load(options.Library);
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        _lock = Lock();
        var db = OpenFile();
        _readers = new ReaderPool(_path, options.MaxReaders);
        _writer = new SqliteWriter(db, options, options.Executor ?? (_ownThread = new ThreadWriterExecutor()), clock, logger);
        logger.LogInformation("Storage is open: {Library}, file {Path}", SqliteLibrary.Description, _path);
    }

    public ValueTask<T> Read<T>(Func<SqliteDb, T> read, CancellationToken ct) => Opened(_readers).Read(read, ct);

    /// <param name="work">What to do in the transaction; it may be run more than once.</param>
    /// <param name="weight">About how many rows it touches.</param>
    /// <param name="ct">Takes the work back while it waits; once it runs, it is committed.</param>
    public ValueTask<T> Write<T>(Func<SqliteDb, T> work, int weight, CancellationToken ct) => Opened(_writer).Write(work, weight, ct);

    /// <summary>As <see cref="Write"/>, but it may wait up to 20 ms for other writes and share their sync.</summary>
    public ValueTask<T> WritePatiently<T>(Func<SqliteDb, T> work, int weight, CancellationToken ct) => Opened(_writer).WritePatiently(work, weight, ct);

    public async ValueTask DisposeAsync() => await Close();

    public async Task Close()
    {
        if (_writer is { } writer)
        {
            await writer.Close();
            Forget();
        }
    }

    public void Abandon()
    {
        _writer?.Abandon();
        Forget();
    }

    private static T Opened<T>(T? part)
        where T : class =>
        part ?? throw new ProblemException(ProblemKind.Unavailable, "storage_not_open", "The store is not open yet; try again in a moment.");

    private static string PathOf(string connectionString)
    {
        var source = new SqliteConnectionStringBuilder(connectionString).DataSource;
        return source.Length == 0 || source.StartsWith(':')
            ? throw new ArgumentException($"The connection string must name a file, e.g. 'Data Source=data/x.db', not '{source}'.", nameof(connectionString))
            : Path.GetFullPath(source);
    }

    // Two processes over one file would both dispatch the same messages. The lock goes with the process, however it ends.
    private FileStream Lock()
    {
        try
        {
            return new FileStream(_path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException held)
        {
            throw new InvalidOperationException(
                $"Another process has the database '{_path}' open. Stop it, or give this one another Storage:DataDirectory.", held);
        }
    }

    // Messages are personal data. SQLite gives its journal the rights of the database file, so the file is made before SQLite makes it.
    private void CreateForOwner()
    {
        if (!OperatingSystem.IsWindows() && !File.Exists(_path))
        {
            using var file = new FileStream(_path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
        }
    }

    private SqliteDb OpenFile()
    {
        try
        {
            CreateForOwner();
            return OpenMigrated();
        }
        catch (Exception failure)
        {
            _lock?.Dispose();
            if (failure is SqliteException { SqliteErrorCode: raw.SQLITE_FULL or raw.SQLITE_IOERR })
            {
                throw NotReachable(failure);
            }

            throw;
        }
    }

    private SqliteDb OpenMigrated()
    {
        var db = SqliteDb.OpenWriter(_path);
        try
        {
            SqliteMigrator.Migrate(db, clock);
            return db;
        }
        catch
        {
            db.Dispose();
            throw;
        }
    }

    // A full disk gets room again: whoever opens may try again. Anything else needs a person first.
    private ProblemException NotReachable(Exception failure)
    {
        logger.LogError(failure, "The database file {Path} cannot be used", _path);
        return new ProblemException(
            ProblemKind.Unavailable,
            "storage_unreachable",
            $"The database file {_path} cannot be used ({failure.Message}). Check disk space and the disk's health.");
    }

    private void Forget()
    {
        _readers?.Dispose();
        _ownThread?.Dispose();
        _lock?.Dispose();
        (_writer, _readers, _ownThread) = (null, null, null);
    }
}
