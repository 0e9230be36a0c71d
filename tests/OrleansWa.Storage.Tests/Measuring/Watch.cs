using System.Diagnostics;

namespace OrleansWa.Storage.Tests.Measuring;

/// <summary>Measures by the wall and by the processor.</summary>
internal sealed class Watch
{
    private readonly TimeSpan _before = Environment.CpuUsage.TotalTime;
    private readonly Stopwatch _wall = Stopwatch.StartNew();

    public static Watch Start() => new();

    public Figure Stop(int count) => new(count, _wall.Elapsed, Environment.CpuUsage.TotalTime - _before);
}
