using Microsoft.Extensions.Logging;

namespace OrleansWa.Storage.Postgres.Engine;

/// <summary>
/// Gathers statistics of tables that were empty a moment ago. Without any, the planner thinks every index that begins with the tenant equally good,
/// and our connections keep their plans until statistics come; the server's own autovacuum looks once a minute, which is too late for an import.
/// </summary>
internal sealed class YoungTables(PostgresEngine engine)
{
    private const string Select = """
        SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = current_schema() AND c.relkind = 'r' AND c.reltuples < 50000 ORDER BY 1
        """;

    // Rows written by this process after which it looks; then the server's own rhythm is enough.
    private static readonly long[] Looks = [200, 1_000, 5_000, 25_000, 100_000];

    private long _written;
    private int _next;

    /// <summary>Counts rows that were committed; when it is time, gathers beside the writers.</summary>
    public void Wrote(int rows)
    {
        var written = Interlocked.Add(ref _written, rows);
        var next = Volatile.Read(ref _next);
        if (next < Looks.Length && written >= Looks[next] && Interlocked.CompareExchange(ref _next, next + 1, next) == next)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static young => _ = young.TryAnalyze(), this, preferLocal: false);
        }
    }

    public async Task<int> Analyze(PgSession session)
    {
        var tables = await session.All(Select, _ => { }, row => row.Text(0)).ConfigureAwait(false);
        await using var batch = session.Batch();
        tables.ForEach(table => batch.Add("ANALYZE " + table));
        await batch.Run().ConfigureAwait(false);
        return tables.Count;
    }

    private async Task TryAnalyze()
    {
        try
        {
            await engine.Transact(Analyze).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            engine.Logger.LogDebug(failure, "No statistics were gathered; the server will do it by itself.");
        }
    }
}
