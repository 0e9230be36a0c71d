using OrleansWa.Benchmarks.Grains;
using OrleansWa.Contracts;

namespace OrleansWa.Benchmarks;

/// <summary>Grain calls and state writes of the runtime of this build, as the product composes it: with the tenant filter and its store.</summary>
internal static class GrainBenchmarks
{
    private const int Calls = 1_000_000;
    private const int Writes = 60_000;

    /// <param name="report">Takes the figures.</param>
    /// <param name="database">A PostgreSQL database; null for a SQLite file, which only the embedded runtime has.</param>
    public static async Task Run(Report report, string? database = null)
    {
        var directory = Directory.CreateTempSubdirectory("owa-grains-").FullName;
        try
        {
            await using var silo = await BenchSilo.Start(directory, database);
            CallScope.EnterTenant("bench");
            await Echo(report, silo.Grains);
            await Write(report, silo.Grains);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task Echo(Report report, IGrainFactory grains)
    {
        foreach (var callers in new[] { 1, 100 })
        {
            var hop = await Measure.PerSecond(Calls, callers, _ => new ValueTask(Hop()));
            report.Figure($"bare thread-pool hop, {callers} in flight", hop, "hops/s");
            var targets = Enumerable.Range(0, callers).Select(i => grains.GetGrain<IBenchGrain>($"bench/{i}")).ToArray();
            var calls = await Measure.PerSecond(Calls, callers, i => new ValueTask(targets[i % callers].Echo(i)));
            report.Ratio($"grain call, {callers} in flight", calls, "calls/s", hop, "hops");
        }
    }

    private static async Task Write(Report report, IGrainFactory grains)
    {
        var row = new byte[300];
        using var bare = new BareInserts();
        foreach (var callers in new[] { 1, 64 })
        {
            var count = callers == 1 ? Writes / 20 : Writes;
            var inserts = await Measure.PerSecond(count, callers, _ => new ValueTask(bare.Insert(row)));
            report.Figure($"bare group-commit insert, {callers} callers", inserts, "rows/s");
            var targets = Enumerable.Range(0, 1_000).Select(i => grains.GetGrain<IBenchGrain>($"bench/{i}")).ToArray();
            var writes = await Measure.PerSecond(count, callers, i => new ValueTask(targets[i % targets.Length].Add()));
            report.Ratio($"grain state write, {callers} callers", writes, "writes/s", inserts, "bare inserts");
        }
    }

    private static Task Hop()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ThreadPool.UnsafeQueueUserWorkItem(static done => done.SetResult(), done, preferLocal: true);
        return done.Task;
    }
}
