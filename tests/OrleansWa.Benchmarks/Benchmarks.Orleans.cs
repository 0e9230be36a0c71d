using OrleansWa.Testing.Cluster;
using OrleansWa.Testing.Postgres;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Benchmarks;

/// <summary>What the Orleans build measures. It needs PostgreSQL and Redis installed.</summary>
internal static class Benchmarks
{
    public static (string Name, Func<Report, Task> Run)[] All { get; } =
    [
        ("grains", report => WithPostgres(async database => await GrainBenchmarks.Run(report, database))),
        ("end-to-end", report => WithPostgres(database => EndToEnd(report, database))),
    ];

    private static async Task EndToEnd(Report report, string database)
    {
        await using var cluster = await ProductCluster.Start(database);
        using var clinic = await cluster.OpenClinic(EndToEndBenchmarks.Tenant, Clinic.EchoFlow);
        var rate = await EndToEndBenchmarks.Measure(cluster.Emulator, cluster.Api.Port);
        report.Figure("messages end to end, two silos and an API, PostgreSQL, Redis", rate, "messages/s");
    }

    private static async Task WithPostgres(Func<string, Task> run)
    {
        var postgres = new PostgresServer();
        await postgres.InitializeAsync();
        try
        {
            await run(await postgres.NewDatabase());
        }
        finally
        {
            await postgres.DisposeAsync();
        }
    }
}
