using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using OrleansWa.Contracts;
using SQLitePCL;

namespace OrleansWa.Storage.Sqlite.Engine;

/// <summary>
/// Runs a batch of units in one transaction. A unit that fails before it wrote is left out at no cost. One that fails after it wrote would leave
/// half of itself behind: then the batch is taken back and run once more with a savepoint around each unit. No savepoint is paid for otherwise.
/// </summary>
internal sealed class GroupCommit(ILogger logger)
{
    /// <summary>Commits the batch and tells every caller.</summary>
    public void Commit(SqliteDb db, List<WriteUnit> batch)
    {
        try
        {
            if (!TryRun(db, batch, withSavepoints: false))
            {
                db.Rollback();
                TryRun(db, batch, withSavepoints: true);
            }

            db.Commit();
        }
        catch (Exception failure)
        {
            FailAll(db, batch, failure);
            return;
        }

        foreach (var unit in batch)
        {
            Tell(unit);
        }
    }

    private static bool TryRun(SqliteDb db, List<WriteUnit> batch, bool withSavepoints)
    {
        db.Begin();
        foreach (var unit in batch)
        {
            unit.Failure = null;
            var clean = withSavepoints ? RunInSavepoint(db, unit) : RunPlain(db, unit);
            if (!clean)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>False when the unit failed after it had written.</summary>
    private static bool RunPlain(SqliteDb db, WriteUnit unit)
    {
        var before = db.TotalChanges;
        try
        {
            unit.Run(db);
            return true;
        }
        catch (Exception failure) when (ConcernsOne(db, failure))
        {
            unit.Failure = failure;
            db.ReleaseStatements();
            return db.TotalChanges == before;
        }
    }

    private static bool RunInSavepoint(SqliteDb db, WriteUnit unit)
    {
        db.Query("SAVEPOINT unit").Run();
        try
        {
            unit.Run(db);
        }
        catch (Exception failure) when (ConcernsOne(db, failure))
        {
            unit.Failure = failure;
            db.ReleaseStatements();
            db.Query("ROLLBACK TO unit").Run();
        }

        db.Query("RELEASE unit").Run();
        return true;
    }

    /// <summary>A refused row concerns its unit; a full disk, an I/O error or a lost transaction concerns everybody.</summary>
    private static bool ConcernsOne(SqliteDb db, Exception failure) => db.InTransaction && failure switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode is raw.SQLITE_CONSTRAINT or raw.SQLITE_TOOBIG or raw.SQLITE_MISMATCH or raw.SQLITE_ERROR,
        OutOfMemoryException => false,
        _ => true,
    };

    private static void Tell(WriteUnit unit)
    {
        if (unit.Failure is { } failure)
        {
            unit.Fail(failure);
        }
        else
        {
            unit.Complete();
        }
    }

    private void FailAll(SqliteDb db, List<WriteUnit> batch, Exception failure)
    {
        logger.LogError(failure, "A commit of {Units} writes failed; nothing of it was stored and every caller was told.", batch.Count);
        foreach (var unit in batch)
        {
            unit.Fail(new ProblemException(
                ProblemKind.Unavailable,
                "storage_failed",
                $"The store could not write ({failure.Message}). Check disk space and the disk's health."));
        }

        try
        {
            db.Rollback();
        }
        catch (SqliteException rollback)
        {
            logger.LogError(rollback, "The failed commit could not be rolled back; the next write tries again.");
        }
    }
}
