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

    [Fact]
    public void Silo_WhateverHappens_KeepsItsPromises()
    {
        var (first, count) = Number("OWA_SEED") is { } one ? (one, 1) : (Number("OWA_FIRST") ?? 1, Number("OWA_SEEDS") ?? DefaultSeeds);
        var batch = new SeedBatch(first, count);
        batch.Play();
        output.WriteLine(batch.Summary);
        var failed = batch.Failed;
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

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}
