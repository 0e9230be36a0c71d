using System.Globalization;
using OrleansWa.EmbeddedRuntime.Simulation;

namespace OrleansWa.Simulation.Tests.Runs;

/// <summary>The last steps of a run, for whoever looks at a failing seed.</summary>
internal sealed class Trace
{
    private const int Kept = 50;
    private readonly (long Step, DateTimeOffset At, string Name)[] _last = new (long, DateTimeOffset, string)[Kept];
    private long _count;

    public Trace(SimulatedWorld world) => world.OnStep = (step, name) => _last[_count++ % Kept] = (step, world.Time.GetUtcNow(), name);

    /// <summary>Notes something that is no step, e.g. a crash.</summary>
    public void Note(SimulatedWorld world, string what) => _last[_count++ % Kept] = (world.Steps, world.Time.GetUtcNow(), "=== " + what);

    /// <summary>The last lines, oldest first.</summary>
    public IEnumerable<string> Lines() => Enumerable.Range(0, (int)Math.Min(_count, Kept))
        .Select(i => _last[(_count + i - Math.Min(_count, Kept)) % Kept])
        .Select(line => string.Create(CultureInfo.InvariantCulture, $"{line.Step,8} {line.At:dd HH:mm:ss.fff} {line.Name}"));
}
