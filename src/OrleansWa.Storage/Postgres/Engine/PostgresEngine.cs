using Microsoft.Extensions.Logging;
using Npgsql;
using OrleansWa.Contracts;

namespace OrleansWa.Storage.Postgres.Engine;

/// <summary>The connections and the write lanes of one database, between open and close.</summary>
internal sealed class PostgresEngine(PostgresStorageOptions options, TimeProvider clock, ILogger logger) : IAsyncDisposable
{
    private readonly List<IWriteLane> _lanes = [];
    private volatile NpgsqlDataSource? _writers;
    private volatile NpgsqlDataSource? _readers;
    private YoungTables? _young;
    private string _version = "";

    public PostgresStorageOptions Options => options;

    public ILogger Logger => logger;

    /// <summary>Statistics of tables that grow from nothing.</summary>
    public YoungTables Young => _young ??= new YoungTables(this);

    public string Description => $"PostgreSQL {_version}, {PostgresConnections.Describe(options)}";

    /// <summary>A lane for one kind of write; called once, before the store is opened.</summary>
    public WriteLane<TRequest, TResult> Lane<TRequest, TResult>(IBatchWork<TRequest, TResult> work)
    {
        var lane = new WriteLane<TRequest, TResult>(this, work);
        _lanes.Add(lane);
        return lane;
    }

    public async Task Open(CancellationToken ct)
    {
        if (_writers is not null)
        {
            throw new InvalidOperationException("The store is open already.");
        }

        var writers = PostgresConnections.Writers(options);
        try
        {
            _version = await PostgresMigrator.Migrate(writers, clock, logger, ct).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            await writers.DisposeAsync().ConfigureAwait(false);
            if (failure is NpgsqlException or System.Net.Sockets.SocketException or TimeoutException)
            {
                throw NotReachable(failure);
            }

            throw;
        }

        (_writers, _readers) = (writers, PostgresConnections.Readers(options));
        _lanes.ForEach(lane => lane.Open());
        logger.LogInformation("Storage is open: {Description}", Description);
    }

    /// <summary>Runs a read; a connection that was lost meanwhile (a restarted server) is replaced once.</summary>
    public async ValueTask<T> Read<T>(Func<PgSession, Task<T>> read, CancellationToken ct)
    {
        var readers = Opened(_readers);
        try
        {
            return await Retry(() => ReadOnce(readers, read, ct), PgFailures.IsConnectionLoss, 1).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw Translated(PgFailures.OfRead(failure), failure);
        }
    }

    /// <summary>Runs one reading statement.</summary>
    public ValueTask<List<T>> All<T>(string sql, Action<PgCommand> bind, Func<PgRow, T> read, CancellationToken ct) =>
        Read(session => session.All(sql, bind, read, ct), ct);

    /// <summary>Runs one reading statement; its first row, or the default.</summary>
    public async ValueTask<T?> First<T>(string sql, Action<PgCommand> bind, Func<PgRow, T> read, CancellationToken ct) =>
        (await All(sql, bind, read, ct).ConfigureAwait(false)) is [var first, ..] ? first : default;

    /// <summary>Runs a rare write in a transaction of its own.</summary>
    public async ValueTask<T> Write<T>(Func<PgSession, Task<T>> work, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        _ = Opened(_writers);
        try
        {
            return await Transact(work).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            throw Translated(PgFailures.OfWrite(failure), failure);
        }
    }

    /// <summary>
    /// Runs work in a transaction, again after a collision, and once again when the connection was lost before the commit began: then nothing can
    /// have been committed. Failures come as they are.
    /// </summary>
    public async Task<T> Transact<T>(Func<PgSession, Task<T>> work)
    {
        var committing = false;
        var losses = 0;
        return await Retry(
            async () =>
            {
                committing = false;
                var writers = _writers ?? throw new ObjectDisposedException(nameof(PostgresEngine));
                await using var connection = await writers.OpenConnectionAsync().ConfigureAwait(false);
                await using var transaction = await connection.BeginTransactionAsync().ConfigureAwait(false);
                var result = await work(new PgSession(connection, transaction, options.CommandTimeout)).ConfigureAwait(false);
                committing = true;
                await transaction.CommitAsync().ConfigureAwait(false);
                return result;
            },
            failure => PgFailures.IsCollision(failure) || (!committing && PgFailures.IsConnectionLoss(failure) && losses++ == 0),
            options.MaxReruns).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync() => await Close().ConfigureAwait(false);

    public async Task Close()
    {
        await Task.WhenAll(_lanes.Select(lane => lane.Close())).ConfigureAwait(false);
        await Forget().ConfigureAwait(false);
    }

    private static T Opened<T>(T? part)
        where T : class => part ?? throw new ProblemException(ProblemKind.Unavailable, "storage_not_open", "The store is not open yet; try again in a moment.");

    private static async Task<T> Retry<T>(Func<Task<T>> run, Func<Exception, bool> again, int limit)
    {
        for (var reruns = 0; ; reruns++)
        {
            try
            {
                return await run().ConfigureAwait(false);
            }
            catch (Exception failure) when (reruns < limit && again(failure))
            {
                // What stood in the way is known now, or the next connection is a new one.
            }
        }
    }

    private async Task<T> ReadOnce<T>(NpgsqlDataSource readers, Func<PgSession, Task<T>> read, CancellationToken ct)
    {
        await using var connection = await readers.OpenConnectionAsync(ct).ConfigureAwait(false);
        return await read(new PgSession(connection, transaction: null, options.CommandTimeout)).ConfigureAwait(false);
    }

    /// <summary>The driver's exception is logged here, because it goes no further.</summary>
    private Exception Translated(Exception told, Exception failure)
    {
        if (!ReferenceEquals(told, failure))
        {
            logger.LogError(failure, "The database failed; the caller was told {Problem}.", (told as ProblemException)?.Code);
        }

        return told;
    }

    private ProblemException NotReachable(Exception failure)
    {
        logger.LogError(failure, "PostgreSQL cannot be used: {Place}", PostgresConnections.Describe(options));
        return new ProblemException(
            ProblemKind.Unavailable,
            "storage_unreachable",
            $"PostgreSQL at {PostgresConnections.Describe(options)} cannot be used ({failure.Message}). Check that it runs and that Storage:ConnectionString is right.");
    }

    private async Task Forget()
    {
        var (writers, readers) = (_writers, _readers);
        (_writers, _readers) = (null, null);
        if (writers is not null)
        {
            await writers.DisposeAsync().ConfigureAwait(false);
        }

        if (readers is not null)
        {
            await readers.DisposeAsync().ConfigureAwait(false);
        }
    }
}
