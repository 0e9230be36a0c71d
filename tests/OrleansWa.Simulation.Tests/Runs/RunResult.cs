namespace OrleansWa.Simulation.Tests.Runs;

/// <summary>What came of a run.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="Faults">Broken promises; empty when all is well.</param>
/// <param name="LastSteps">The end of its trace.</param>
/// <param name="TraceHash">Hash over every step.</param>
/// <param name="Steps">Steps.</param>
/// <param name="Crashes">Crashes.</param>
/// <param name="Stops">Graceful stops.</param>
/// <param name="Written">Messages that patients wrote.</param>
/// <param name="Attempts">Attempts to send.</param>
internal sealed record RunResult(
    int Seed, IReadOnlyList<string> Faults, IReadOnlyList<string> LastSteps, long TraceHash, long Steps, int Crashes, int Stops, int Written, int Attempts)
{
    private const int FaultsShown = 20;

    /// <summary>What became of the messages that the faults name.</summary>
    public IReadOnlyList<string> Story { get; init; } = [];

    /// <summary>The end of the silo's log, warnings and above.</summary>
    public IReadOnlyList<string> LastLog { get; init; } = [];

    /// <summary>Calls of the disk and of the store that went wrong.</summary>
    public int StorageFailures { get; init; }

    /// <summary>Times that the clock was set.</summary>
    public int ClockJumps { get; init; }

    public override string ToString() => $"seed {Seed}: {string.Join(" | ", Faults.Take(3).Select(Shortened))}";

    private static string Shortened(string fault) => fault.Length > 600 ? fault[..600] + "..." : fault;

    /// <summary>What a person needs to look at a failure.</summary>
    public string Report() => $"""
        Seed {Seed} broke {Faults.Count} promises:
          {string.Join("\n  ", Faults.Take(FaultsShown))}
        What became of them:
          {string.Join("\n  ", Story)}
        Its last steps:
          {string.Join("\n  ", LastSteps)}
        The end of its log:
          {string.Join("\n  ", LastLog.Select(Shortened))}
        Replay: dotnet run -c Release --project tests/OrleansWa.Simulation.Tests -- --seed {Seed}
        """;
}
