namespace OrleansWa.Storage.Postgres.Engine;

/// <summary>What one kind of write does for a whole batch of units, in one transaction and a few round trips.</summary>
/// <typeparam name="TRequest">What is asked for.</typeparam>
/// <typeparam name="TResult">What a caller gets.</typeparam>
internal interface IBatchWork<TRequest, TResult>
{
    /// <summary>
    /// Writes the units in their order and sets the result of each, or its failure: then nothing of it was written, while its mates go on. It
    /// may be called again for the same units after a rollback, also for each of them alone.
    /// </summary>
    Task Run(PgSession session, IReadOnlyList<BatchUnit<TRequest, TResult>> units);
}
