using Microsoft.Extensions.Logging;

namespace OrleansWa.Storage.Postgres.Engine;

/// <summary>
/// Runs a batch of units in one transaction and tells every caller. A collision with another silo is run again; a value that the server refuses
/// fails its unit only: then each unit of the batch runs alone. Whatever else happens, everybody hears of it.
/// </summary>
/// <typeparam name="TRequest">What is asked for.</typeparam>
/// <typeparam name="TResult">What a caller gets.</typeparam>
internal sealed class BatchCommit<TRequest, TResult>(PostgresEngine engine, IBatchWork<TRequest, TResult> work)
{
    /// <summary>Commits the batch and tells every caller; never throws.</summary>
    public async Task Commit(IReadOnlyList<BatchUnit<TRequest, TResult>> batch)
    {
        try
        {
            await engine.Transact(session => Run(session, batch)).ConfigureAwait(false);
        }
        catch (Exception failure) when (batch.Count > 1 && PgFailures.IsOfOneUnit(failure))
        {
            await CommitEachAlone(batch).ConfigureAwait(false);
            return;
        }
        catch (Exception failure)
        {
            engine.Logger.LogError(failure, "A commit of {Units} writes failed and every caller was told.", batch.Count);
            foreach (var unit in batch)
            {
                unit.Fail(PgFailures.OfWrite(failure));
            }

            return;
        }

        foreach (var unit in batch)
        {
            unit.Tell();
        }

        engine.Young.Wrote(batch.Sum(unit => unit.Weight));
    }

    private async Task CommitEachAlone(IReadOnlyList<BatchUnit<TRequest, TResult>> batch)
    {
        foreach (var unit in batch)
        {
            await Commit([unit]).ConfigureAwait(false);
        }
    }

    private async Task<int> Run(PgSession session, IReadOnlyList<BatchUnit<TRequest, TResult>> batch)
    {
        foreach (var unit in batch)
        {
            unit.Reset();
        }

        await work.Run(session, batch).ConfigureAwait(false);
        return batch.Count;
    }
}
