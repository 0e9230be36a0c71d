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
        var (steps, crashes, stops, written, attempts) = (0L, 0, 0, 0, 0);
        var failed = new List<RunResult>();
        for (var seed = first; seed < first + count && failed.Count < FailuresMax; seed++)
        {
            var result = SimulatedRun.Play(seed);
            if (result.Faults.Count > 0)
            {
                failed.Add(result);
            }

            (steps, crashes, stops) = (steps + result.Steps, crashes + result.Crashes, stops + result.Stops);
            (written, attempts) = (written + result.Written, attempts + result.Attempts);
        }

        output.WriteLine(
            $"{count} seeds, {count / watch.Elapsed.TotalSeconds:F1} per second: {steps} steps, {crashes} crashes, {stops} stops, {written} messages in, {attempts} attempts out.");
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
