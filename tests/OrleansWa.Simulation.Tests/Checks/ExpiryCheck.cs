using OrleansWa.Contracts.Messages;

namespace OrleansWa.Simulation.Tests.Checks;

/// <summary>Nothing is sent at or after its expiry by the machine's clock, and only what had one expires.</summary>
internal static class ExpiryCheck
{
    // Between the look of a claim and the beginning of its attempts.
    private static readonly TimeSpan Claiming = TimeSpan.FromSeconds(1);

    /// <param name="facts">Both sides.</param>
    /// <param name="clock">What the machine's clock says now.</param>
    /// <param name="isSteady">Whether the clock was not set in a stretch of true time: between claim and attempt it may be.</param>
    public static IEnumerable<string> Faults(Facts facts, DateTimeOffset clock, Func<DateTimeOffset, DateTimeOffset, bool> isSteady)
    {
        foreach (var row in facts.Outgoing)
        {
            var expiresAt = facts.Asked(row)?.ExpiresAt;
            if (facts.Of(row).Any(attempt => attempt.ClockAt >= expiresAt + Claiming && isSteady(attempt.StartedAt - Claiming, attempt.StartedAt)))
            {
                yield return $"{row} was sent after its expiry at {expiresAt:O}";
            }

            if (row.Status == MessageStatus.Expired && expiresAt is null)
            {
                yield return $"{row} expired, and nobody asked for it";
            }

            if (row.Status == MessageStatus.Pending && expiresAt < clock - TimeSpan.FromMinutes(2))
            {
                yield return $"{row} has not expired at {expiresAt:O}";
            }
        }
    }
}
