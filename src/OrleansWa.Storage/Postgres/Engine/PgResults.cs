using Npgsql;

namespace OrleansWa.Storage.Postgres.Engine;

/// <summary>The results of a batch, one after the other; statements that give no rows have none.</summary>
internal sealed class PgResults(NpgsqlDataReader reader, CancellationToken ct)
{
    private bool _begun;

    /// <summary>Reads the next result whole.</summary>
    public async Task<List<T>> Next<T>(Func<PgRow, T> read)
    {
        if (_begun && !await reader.NextResultAsync(ct).ConfigureAwait(false))
        {
            throw new InvalidOperationException("The batch has no further result.");
        }

        _begun = true;
        var rows = new List<T>();
        while (await reader.ReadAsync(ct).ConfigureAwait(false))
        {
            rows.Add(read(new PgRow(reader)));
        }

        return rows;
    }
}
