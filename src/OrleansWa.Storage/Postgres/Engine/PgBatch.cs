using Npgsql;

namespace OrleansWa.Storage.Postgres.Engine;

/// <summary>
/// Statements that go to the server in one round trip. Each sees what was committed when it began. Statements that give rows are read in their
/// order by <see cref="PgResults"/>. Outside a transaction, a batch is a transaction of its own.
/// </summary>
internal sealed class PgBatch(NpgsqlConnection connection, NpgsqlTransaction? transaction, TimeSpan timeout) : IAsyncDisposable
{
    private readonly NpgsqlBatch _batch = new(connection, transaction) { Timeout = (int)timeout.TotalSeconds };

    public PgCommand Add(string sql)
    {
        var command = new PgCommand(sql);
        _batch.BatchCommands.Add(command.Command);
        return command;
    }

    /// <summary>Runs the statements.</summary>
    public async Task Run()
    {
        if (_batch.BatchCommands.Count > 0)
        {
            await _batch.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Runs the statements and reads what they give; a failure of the last is a failure, too.</summary>
    public async Task<T> Query<T>(Func<PgResults, Task<T>> read, CancellationToken ct = default)
    {
        await using var reader = await _batch.ExecuteReaderAsync(ct).ConfigureAwait(false);
        var result = await read(new PgResults(reader, ct)).ConfigureAwait(false);
        while (await reader.NextResultAsync(ct).ConfigureAwait(false))
        {
        }

        return result;
    }

    public ValueTask DisposeAsync() => _batch.DisposeAsync();
}
