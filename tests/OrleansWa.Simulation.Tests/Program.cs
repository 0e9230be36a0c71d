using System.Globalization;
using OrleansWa.Simulation.Tests.Runs;

namespace OrleansWa.Simulation.Tests;

/// <summary>The simulation outside the test host: <c>--seeds 10000 --first 1</c> for many runs, <c>--seed 4711</c> for one with its whole trace.</summary>
public static class Program
{
    private const string Usage = "Run the tests by 'dotnet test'. Here: --seeds <count> [--first <seed>] plays many runs, --seed <seed> plays one again.";

    public static int Main(string[] arguments) => arguments switch
    {
        ["--seed", var seed] when Number(seed) is { } one => PlayOne(one),
        ["--seeds", var seeds] when Number(seeds) is { } count => PlayMany(1, count),
        ["--seeds", var seeds, "--first", var first] when Number(seeds) is { } count && Number(first) is { } from => PlayMany(from, count),
        _ => Refuse(),
    };

    private static int PlayOne(int seed)
    {
        var result = SimulatedRun.Play(seed);
        Console.WriteLine(result.Faults.Count > 0 ? result.Report() : $"Seed {seed} keeps every promise: {result.Steps} steps, trace {result.TraceHash:x16}.");
        return result.Faults.Count > 0 ? 1 : 0;
    }

    private static int PlayMany(int first, int count)
    {
        var batch = new SeedBatch(first, count) { OnResult = Print };
        batch.Play();
        Console.WriteLine(batch.Summary);
        Console.WriteLine(batch.Failed.Count == 0 ? "No seed failed." : $"Failed seeds: {string.Join(", ", batch.Failed.Select(r => r.Seed))}");
        return batch.Failed.Count > 0 ? 1 : 0;
    }

    private static void Print(SeedBatch batch, RunResult result)
    {
        if (result.Faults.Count > 0)
        {
            Console.WriteLine($"FAILED {result}");
        }

        if (batch.Played % 100 == 0)
        {
            Console.WriteLine(batch.Summary);
        }
    }

    private static int Refuse()
    {
        Console.Error.WriteLine(Usage);
        return 2;
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
