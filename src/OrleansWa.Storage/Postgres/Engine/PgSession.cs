using Npgsql;

namespace OrleansWa.Storage.Postgres.Engine;

/// <summary>A connection for one read or one transaction.</summary>
internal sealed class PgSession(NpgsqlConnection connection, NpgsqlTransaction? transaction, TimeSpan timeout)
{
    /// <summary>An empty batch; dispose it.</summary>
    public PgBatch Batch() => new(connection, transaction, timeout);

    /// <summary>Runs one statement and reads its rows.</summary>
    public async Task<List<T>> All<T>(string sql, Action<PgCommand> bind, Func<PgRow, T> read, CancellationToken ct = default)
    {
        await using var batch = Batch();
        bind(batch.Add(sql));
        return await batch.Query(results => results.Next(read), ct).ConfigureAwait(false);
    }

    /// <summary>Runs one statement and reads how many rows it gave.</summary>
    public async Task<int> Count(string sql, Action<PgCommand> bind) => (await All(sql, bind, _ => 0).ConfigureAwait(false)).Count;
}
