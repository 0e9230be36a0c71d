using System.Diagnostics;

namespace OrleansWa.Testing.Silo;

/// <summary>
/// Says when nothing happens any more in this process. Grain turns, the wire between client and silo (in memory), the store's pump, timers and
/// client code all run on the thread pool, and a turn that waits holds none of its threads. So it is quiet when nothing is queued there, nothing was done
/// in between and no worker works, seen several times in a row. Some workers block for good, such as the test runner's own; how many is known from
/// moments in which every thread sleeps. That is the kernel's word: a thread that waits for a processor does not sleep, however busy the machine is.
/// Nothing else may work in the process meanwhile: the suite runs one test at a time.
/// </summary>
internal static class QuietPool
{
    private const int TimesInARow = 3;
    private const int MostSpins = 8;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly int Workers = MostWorkers();
    private static int _resting;

    /// <summary>Waits until it is quiet or enough.</summary>
    /// <exception cref="TimeoutException">It does not become quiet.</exception>
    public static void Wait(Func<bool> isEnough)
    {
        var spin = new SpinWait();
        var started = Stopwatch.GetTimestamp();
        var (quiet, done, samples) = (0, -1L, 0);
        while (quiet < TimesInARow && !isEnough())
        {
            var completed = ThreadPool.CompletedWorkItemCount;
            quiet = completed == done && ThreadPool.PendingWorkItemCount == 0 && IsNobodyWorking(++samples > MostSpins) ? quiet + 1 : 0;
            done = completed;
            if (quiet == 0)
            {
                spin.SpinOnce();
            }

            if (Stopwatch.GetElapsedTime(started) > Limit)
            {
                throw new TimeoutException(
                    $"Not quiet within {Limit}: {Busy()} workers work, {_resting} of them for good; {ThreadPool.PendingWorkItemCount} items wait.");
            }
        }
    }

    private static bool IsNobodyWorking(bool mayAskTheKernel)
    {
        var busy = Busy();
        if (busy > _resting && mayAskTheKernel && !ThreadStates.DoesAnotherRun() && Busy() == busy)
        {
            _resting = busy;
        }

        _resting = Math.Min(_resting, busy);
        return busy <= _resting;
    }

    // All but the caller.
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
}
