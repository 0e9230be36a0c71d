using System.Diagnostics;
using OrleansWa.Testing.Postgres;

namespace OrleansWa.Benchmarks;

/// <summary>Both runtimes in one run, each in its own process, over databases of the same PostgreSQL server. Each build must have been built in Release.</summary>
internal static class RuntimeBenchmarks
{
    public static async Task<int> Run()
    {
        var postgres = new PostgresServer();
        await postgres.InitializeAsync();
        try
        {
            foreach (var runtime in new[] { "embedded", "orleans", "embedded", "orleans" })
            {
                Console.WriteLine($"\n=== {runtime}");
                if (await Run(runtime, await postgres.NewDatabase()) is not 0 and var code)
                {
                    return code;
                }
            }

            return 0;
        }
        finally
        {
            await postgres.DisposeAsync();
        }
    }

    private static async Task<int> Run(string runtime, string database)
    {
        var own = typeof(RuntimeBenchmarks).Assembly.Location;
        var program = own.Replace("/artifacts/embedded/", $"/artifacts/{runtime}/", StringComparison.Ordinal).Replace("/artifacts/orleans/", $"/artifacts/{runtime}/", StringComparison.Ordinal);
        if (!File.Exists(program))
        {
            await Console.Error.WriteLineAsync($"{program} is missing: build it with -c Release -p:ActorRuntime={(runtime == "orleans" ? "Orleans" : "Embedded")}.");
            return 1;
        }

        using var child = Process.Start(new ProcessStartInfo("dotnet", [program, "grains", database]))!;
        await child.WaitForExitAsync();
        return child.ExitCode;
    }
}
