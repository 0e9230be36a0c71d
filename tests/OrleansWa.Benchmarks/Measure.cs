using System.Diagnostics;

namespace OrleansWa.Benchmarks;

/// <summary>Loops that measure.</summary>
internal static class Measure
{
    /// <summary>Runs an action so many times with so many callers at once, after a warm-up; returns how many per second.</summary>
    public static async Task<double> PerSecond(int count, int callers, Func<int, ValueTask> action)
    {
        await Loop(count, callers, action);
        var started = Stopwatch.GetTimestamp();
        await Loop(count, callers, action);
        return count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static Task Loop(int count, int callers, Func<int, ValueTask> action)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < count;)
            {
                await action(i);
            }
        })));
    }
}
