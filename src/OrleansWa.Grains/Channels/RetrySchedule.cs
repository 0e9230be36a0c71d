using OrleansWa.Contracts.Channels;

namespace OrleansWa.Grains.Channels;

/// <summary>How long to wait before trying again. Arithmetic only: it waits for nothing itself.</summary>
internal static class RetrySchedule
{
    /// <summary>Tries of one message, the first one included.</summary>
    public const int MaxTries = 8;

    /// <summary>Longest delay between two tries.</summary>
    public static readonly TimeSpan MaxDelay = TimeSpan.FromMinutes(5);

    /// <summary>Longest wait for a pair of sender and recipient.</summary>
    public static readonly TimeSpan MaxPairWait = TimeSpan.FromMinutes(10);

    /// <summary>Longest pause of a channel after a rate limit.</summary>
    public static readonly TimeSpan MaxChannelWait = TimeSpan.FromMinutes(5);

    /// <summary>Longest wait that a connector may ask for; a broken header must not silence a channel for years.</summary>
    public static readonly TimeSpan MaxAskedWait = TimeSpan.FromHours(24);

    /// <summary>A wait of at least this is a parked message: hours that the connector asks for, e.g. 24 for Meta's limit of marketing (131049).</summary>
    public static readonly TimeSpan ParkedFrom = TimeSpan.FromHours(1);

    /// <summary>Shortest delay after a failure that a status reported, when nothing says more.</summary>
    public static readonly TimeSpan AfterReportedFailure = TimeSpan.FromMinutes(1);

    /// <summary>
    /// When a message is tried again whose failure a status reported (reference 4.3, rule 5: such a failure follows the same table); null when it has
    /// failed for good.
    /// </summary>
    /// <param name="advice">What the failure asks for; null when nothing is known.</param>
    /// <param name="chance">Drawn from 0 to 1, for the jitter.</param>
    public static TimeSpan? AfterFailure(FailureAdvice? advice, double chance) => advice switch
    {
        { Action: ErrorAction.Retry or ErrorAction.Wait or ErrorAction.Slow } =>
            Max(advice.RetryAfter ?? TimeSpan.Zero, AfterReportedFailure) * (1 + (Math.Clamp(chance, 0, 1) / 10)),
        _ => null,
    };

    /// <summary>Delay after a failed try: up to 2 s, doubling, at most <see cref="MaxDelay"/>, with full jitter.</summary>
    /// <param name="attempt">The try that failed, 1 for the first.</param>
    /// <param name="chance">Drawn from 0 to 1.</param>
    public static TimeSpan Delay(int attempt, double chance) =>
        Growing(TimeSpan.FromSeconds(2), 2, attempt - 1, MaxDelay) * Math.Clamp(chance, 0, 1);

    /// <summary>Meta's advice for its pair limit (131056): 4^X seconds, X from 0; at most <see cref="MaxPairWait"/>.</summary>
    public static TimeSpan PairWait(int waits) => Growing(TimeSpan.FromSeconds(1), 4, waits, MaxPairWait);

    /// <summary>Pause of a channel after a rate limit: 5 s, doubling, at most <see cref="MaxChannelWait"/>.</summary>
    public static TimeSpan ChannelWait(int waits) => Growing(TimeSpan.FromSeconds(5), 2, waits, MaxChannelWait);

    /// <summary>
    /// How many waits of a growing series have passed since it began. Waits do not count as tries and nobody stores their number, so it
    /// is read off the time that has passed.
    /// </summary>
    public static int WaitsWithin(TimeSpan elapsed, Func<int, TimeSpan> wait)
    {
        var waits = 0;
        for (var sum = wait(0); sum <= elapsed && waits < 64; sum += wait(waits))
        {
            waits++;
        }

        return waits;
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Growing(TimeSpan first, double factor, int steps, TimeSpan cap) =>
        // Compared as seconds: the power outgrows a TimeSpan long before an int does.
        TimeSpan.FromSeconds(Math.Min(cap.TotalSeconds, first.TotalSeconds * Math.Pow(factor, Math.Max(0, steps))));
}
