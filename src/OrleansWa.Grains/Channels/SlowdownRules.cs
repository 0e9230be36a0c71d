using OrleansWa.Contracts.Channels;

namespace OrleansWa.Grains.Channels;

/// <summary>A channel that sends slowly for a while, because people complain about its number.</summary>
/// <param name="Until">When it goes on as before.</param>
/// <param name="GapSeconds">Shortest time between two messages until then.</param>
/// <param name="Reason">Why, and what can be done.</param>
internal sealed record Slowdown(DateTimeOffset Until, int GapSeconds, ChannelProblem Reason);

/// <summary>
/// How much slower (Meta's spam limit, 131048, names no figure; these are ours): one message in 10 s for 3 hours, and with each further complaint
/// half as many, down to one in 5 min. Whoever wants to go on at once lowers what is queued or restarts the channel.
/// </summary>
internal static class SlowdownRules
{
    private const int FirstGapSeconds = 10;
    private const int GapSecondsMax = 300;
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(3);

    /// <summary>The slowdown after another complaint.</summary>
    public static Slowdown After(Slowdown? present, ChannelProblem reason, DateTimeOffset now) =>
        new(now + Lasts, present is { } old && old.Until > now ? Math.Min(GapSecondsMax, old.GapSeconds * 2) : FirstGapSeconds, reason);

    /// <summary>The gap that holds now; zero when the channel is not slow.</summary>
    public static TimeSpan Gap(Slowdown? present, DateTimeOffset now) =>
        present is { } slow && slow.Until > now ? TimeSpan.FromSeconds(slow.GapSeconds) : TimeSpan.Zero;
}
