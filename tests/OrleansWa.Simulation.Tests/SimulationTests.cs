using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using OrleansWa.Simulation.Tests.Runs;
using Xunit.Abstractions;

namespace OrleansWa.Simulation.Tests;

/// <summary>
/// Many lives of a silo, each from one seed. <c>OWA_SEEDS=10000</c> plays more of them, <c>OWA_SEED=4711</c> one, <c>OWA_FIRST=1000</c> others.
/// </summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    private const int DefaultSeeds = 200;
    private const int FailuresMax = 10;

    [Fact]
    public void Silo_WhateverHappens_KeepsItsPromises()
    {
        var (first, count) = Number("OWA_SEED") is { } one ? (one, 1) : (Number("OWA_FIRST") ?? 1, Number("OWA_SEEDS") ?? DefaultSeeds);
        var watch = Stopwatch.StartNew();
        var results = Play(first, count);
        var failed = results.Where(r => r.Faults.Count > 0).OrderBy(r => r.Seed).ToList();
        output.WriteLine(
            $"{results.Count} seeds, {results.Count / watch.Elapsed.TotalSeconds:F1} per second: {results.Sum(r => r.Steps)} steps, {results.Sum(r => r.Crashes)} crashes, "
            + $"{results.Sum(r => r.Stops)} stops, {results.Sum(r => r.Written)} messages in, {results.Sum(r => r.Attempts)} attempts out, "
            + $"{results.Sum(r => r.StorageFailures)} storage failures, {results.Sum(r => r.ClockJumps)} clock jumps.");
        var seeds = string.Join(", ", failed.Select(r => r.Seed));
        failed.ShouldBeEmpty(failed.Count == 0 ? "" : $"Failed seeds: {seeds}{Environment.NewLine}{failed[0].Report()}");
    }

    [Fact]
    public void Run_WhenPlayedAgain_IsTheSameStepByStep()
    {
        var results = Enumerable.Range(1, 8).Select(seed => (First: SimulatedRun.Play(seed), Again: SimulatedRun.Play(seed))).ToList();

        results.Select(r => (r.Again.TraceHash, r.Again.Steps)).ShouldBe(results.Select(r => (r.First.TraceHash, r.First.Steps)));
        results.Select(r => r.First.TraceHash).Distinct().Count().ShouldBe(results.Count);
        results.Sum(r => r.First.Crashes).ShouldBeGreaterThan(0);
    }

    // Worlds share nothing, so that each core plays its own.
    private static IReadOnlyCollection<RunResult> Play(int first, int count)
    {
        var results = new ConcurrentBag<RunResult>();
        Parallel.ForEach(Enumerable.Range(first, count), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, (seed, loop) =>
        {
            results.Add(SimulatedRun.Play(seed));
            if (results.Count(r => r.Faults.Count > 0) >= FailuresMax)
            {
                loop.Stop();
            }
        });
        return results;
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}
