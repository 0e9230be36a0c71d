using Npgsql;
using OrleansWa.Contracts;

namespace OrleansWa.Storage.Postgres.Engine;

/// <summary>
/// What a failure means. No exception of the driver leaves the store: callers are grains, and only what Contracts declares may cross them.
/// </summary>
internal static class PgFailures
{
    /// <summary>The transaction met another one (deadlock, serialization, race): run again, it gets through.</summary>
    public static bool IsCollision(Exception failure) => failure is RaceException || failure is PostgresException
    {
        SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.LockNotAvailable
    };

    /// <summary>The connection is gone or the server is going or coming: a new connection may do.</summary>
    public static bool IsConnectionLoss(Exception failure) => failure switch
    {
        PostgresException server => server.SqlState.StartsWith("57P", StringComparison.Ordinal) || server.SqlState.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException => failure.InnerException is not TimeoutException,
        System.Net.Sockets.SocketException or IOException => true,
        _ => false,
    };

    /// <summary>The server refuses a value (bad data, a constraint, a limit): that concerns the unit that brought it, not its mates.</summary>
    public static bool IsOfOneUnit(Exception failure) => failure switch
    {
        PostgresException server => server.SqlState[..2] is "22" or "23" or "54",
        NpgsqlException or System.Net.Sockets.SocketException or IOException or TimeoutException or OutOfMemoryException or OperationCanceledException => false,
        RaceException => false,
        _ => true,
    };

    /// <summary>What the caller of a write is told. After a lost connection it may have been committed: every write is safe to repeat.</summary>
    public static Exception OfWrite(Exception failure) => failure switch
    {
        PostgresException server when IsOfOneUnit(server) =>
            new ProblemException(ProblemKind.Unprocessable, "storage_refused", $"The database refuses the values of this write ({Say(server)})."),
        _ when IsOfDatabase(failure) => new ProblemException(
            ProblemKind.Unavailable, "storage_failed", $"The store could not write ({Say(failure)}). Check the database server; repeat the call when it is back."),
        _ => failure,
    };

    /// <summary>What the caller of a read is told.</summary>
    public static Exception OfRead(Exception failure) => IsOfDatabase(failure)
        ? new ProblemException(
            ProblemKind.Unavailable, "storage_failed", $"The store could not read ({Say(failure)}). Check the database server; repeat the call when it is back.")
        : failure;

    private static bool IsOfDatabase(Exception failure) =>
        failure is NpgsqlException or System.Net.Sockets.SocketException or IOException or TimeoutException or RaceException or ObjectDisposedException;

    // A server's message may quote values, which may be personal data: only its code and its fixed text's class are passed on.
    private static string Say(Exception failure) => failure is PostgresException server ? $"SQLSTATE {server.SqlState}" : failure.GetType().Name;
}
