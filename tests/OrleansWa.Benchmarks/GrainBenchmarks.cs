using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OrleansWa.Benchmarks.Grains;
using OrleansWa.Contracts;
using OrleansWa.Silo;

namespace OrleansWa.Benchmarks;

/// <summary>Grain calls and state writes of the embedded runtime, as the product composes it: with the tenant filter and its store.</summary>
internal static class GrainBenchmarks
{
    private const int Calls = 1_000_000;
    private const int Writes = 60_000;

    public static async Task Run(Report report)
    {
        var directory = Directory.CreateTempSubdirectory("owa-grains-").FullName;
        try
        {
            await using var services = Services(directory);
            var silo = services.GetRequiredService<SiloLifecycle>();
            await silo.Start(CancellationToken.None);
            CallScope.EnterTenant("bench");
            await Echo(report, services.GetRequiredService<IGrainFactory>());
            await Write(report, services.GetRequiredService<IGrainFactory>());
            await silo.Stop(CancellationToken.None);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static ServiceProvider Services(string directory)
    {
        var settings = new Dictionary<string, string?> { ["Storage:DataDirectory"] = directory };
        return new ServiceCollection()
            .AddLogging()
            .AddSilo(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddGrains(typeof(BenchGrain))
            .BuildServiceProvider();
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
