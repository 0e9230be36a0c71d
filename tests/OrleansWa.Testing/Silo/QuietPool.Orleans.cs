using System.Diagnostics;

namespace OrleansWa.Testing.Silo;

/// <summary>
/// Says when nothing happens any more in this process. Grain turns, the wire between client and silo (in memory), the store's pump, timers and
/// client code all run on the thread pool, and a turn that waits holds none of its threads. So it is quiet when nothing is queued there and no worker
/// works, seen several times in a row with nothing done in between. A worker that only blocks (the test runner's own does, for good) does not count once
/// the kernel has said several times that no thread runs or wants to. Nothing else may use the pool meanwhile: the suite runs one test at a time.
/// </summary>
internal sealed class QuietPool
{
    private const int TimesInARow = 3;
    private const int AsleepInARow = 10;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Suspicious = TimeSpan.FromMilliseconds(20);
    private static readonly int Workers = MostWorkers();

    // Workers that block for good, such as the test runner's own.
    private int _resting = Workers;

    /// <summary>Waits until it is quiet or enough.</summary>
    /// <exception cref="TimeoutException">It does not become quiet.</exception>
    public void Wait(Func<bool> isEnough)
    {
        var spin = new SpinWait();
        var started = Stopwatch.GetTimestamp();
        var (quiet, asleep, done) = (0, 0, -1L);
        while (quiet < TimesInARow && !isEnough())
        {
            if (quiet == 0)
            {
                spin.SpinOnce();
            }

            var completed = ThreadPool.CompletedWorkItemCount;
            quiet = IsQuiet() && completed == done ? quiet + 1 : 0;
            done = completed;
            if (quiet == 0 && Stopwatch.GetElapsedTime(started) > Suspicious)
            {
                asleep = ThreadPool.PendingWorkItemCount == 0 && !ThreadStates.DoesAnotherRun() ? asleep + 1 : 0;
                _resting = asleep > AsleepInARow ? Busy() : _resting;
            }

            if (Stopwatch.GetElapsedTime(started) > Limit)
            {
                throw new TimeoutException($"Not quiet within {Limit}: {Busy()} workers work ({_resting} rest), {ThreadPool.PendingWorkItemCount} items wait.");
            }
        }
    }

    private static int Busy()
    {
        ThreadPool.GetAvailableThreads(out var available, out _);
        return Workers - available - (Thread.CurrentThread.IsThreadPoolThread ? 1 : 0);
    }

    private static int MostWorkers()
    {
        ThreadPool.GetMaxThreads(out var workers, out _);
        return workers;
    }

    private bool IsQuiet()
    {
        if (ThreadPool.PendingWorkItemCount > 0)
        {
            return false;
        }

        var busy = Busy();
        _resting = Math.Min(_resting, busy);
        return busy <= _resting;
    }
}
