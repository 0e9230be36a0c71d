using System.Diagnostics;

namespace OrleansWa.Testing.Silo;

/// <summary>
/// Says when nothing happens any more in this process. Grain turns, the wire between client and silo (in memory), the store's pump, timers and
/// client code all run on the thread pool. So it is quiet when nothing is queued there, nothing was done in between, and every thread sleeps, seen several
/// times in a row. That a thread sleeps is the kernel's word: one that merely waits for a processor does not, however busy the machine is. (The pool's own
/// count of busy workers says less: some block for good, such as the test runner's, and others for a while.)
/// Nothing else may work in the process meanwhile: the suite runs one test at a time, and idle workers do not spin.
/// </summary>
internal static class QuietPool
{
    private const int TimesInARow = 2;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Waits until it is quiet or enough.</summary>
    /// <exception cref="TimeoutException">It does not become quiet.</exception>
    public static void Wait(Func<bool> isEnough)
    {
        var spin = new SpinWait();
        var started = Stopwatch.GetTimestamp();
        var (quiet, done) = (0, -1L);
        while (quiet < TimesInARow && !isEnough())
        {
            var completed = ThreadPool.CompletedWorkItemCount;
            quiet = completed == done && ThreadPool.PendingWorkItemCount == 0 && !ThreadStates.DoesAnotherRun() ? quiet + 1 : 0;
            done = completed;
            if (quiet == 0)
            {
                spin.SpinOnce();
            }

            if (Stopwatch.GetElapsedTime(started) > Limit)
            {
                throw new TimeoutException($"Not quiet within {Limit}: {ThreadPool.PendingWorkItemCount} items wait, others run: {ThreadStates.DoesAnotherRun()}.");
            }
        }
    }
}
