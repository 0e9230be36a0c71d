using System.Diagnostics;

namespace OrleansWa.Simulation.Tests.Runs;

/// <summary>Plays many seeds; worlds share nothing, so that each core plays its own. Stops after <see cref="FailuresMax"/> failures.</summary>
/// <param name="first">The first seed.</param>
/// <param name="count">How many.</param>
internal sealed class SeedBatch(int first, int count)
{
    public const int FailuresMax = 10;
    private readonly object _gate = new();
    private readonly List<RunResult> _failed = [];
    private readonly Stopwatch _watch = new();
    private long _steps;
    private long _written;
    private long _attempts;
    private long _storageFailures;
    private int _crashes;
    private int _stops;
    private int _clockJumps;

    /// <summary>Called after each run, one at a time.</summary>
    public Action<SeedBatch, RunResult>? OnResult { get; init; }

    /// <summary>Runs that are over.</summary>
    public int Played { get; private set; }

    /// <summary>Those that broke a promise, by seed.</summary>
    public IReadOnlyList<RunResult> Failed => [.. _failed.OrderBy(r => r.Seed)];

    /// <summary>What happened in all of them.</summary>
    public string Summary => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{Played} seeds, {Played / _watch.Elapsed.TotalSeconds:F1} per second: {_steps} steps, {_crashes} crashes, {_stops} stops, {_storageFailures} storage failures, "
        + $"{_clockJumps} clock jumps, {_written} messages in, {_attempts} attempts out, {_failed.Count} failed.");

    public void Play()
    {
        _watch.Start();
        Parallel.ForEach(Enumerable.Range(first, count), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, (seed, loop) =>
        {
            if (!Add(SimulatedRun.Play(seed)))
            {
                loop.Stop();
            }
        });
    }

    private bool Add(RunResult result)
    {
        lock (_gate)
        {
            Played++;
            _steps += result.Steps;
            _written += result.Written;
            _attempts += result.Attempts;
            _storageFailures += result.StorageFailures;
            (_crashes, _stops, _clockJumps) = (_crashes + result.Crashes, _stops + result.Stops, _clockJumps + result.ClockJumps);
            if (result.Faults.Count > 0)
            {
                _failed.Add(result);
            }

            OnResult?.Invoke(this, result);
            return _failed.Count < FailuresMax;
        }
    }
}
