using OrleansWa.Testing.Postgres;

namespace OrleansWa.Benchmarks;

/// <summary>Runs a benchmark over PostgreSQL where it is installed.</summary>
internal static class Engines
{
    /// <param name="run">Given the product's settings of an empty database.</param>
    public static async Task OnPostgres(Func<string[], Task> run)
    {
        if (PostgresServer.Missing is { } reason)
        {
            Console.WriteLine($"(skipped: {reason})");
            return;
        }

        var postgres = new PostgresServer();
        await postgres.InitializeAsync();
        try
        {
            await run(await postgres.NewStorage());
        }
        finally
        {
            await postgres.DisposeAsync();
        }
    }
}
