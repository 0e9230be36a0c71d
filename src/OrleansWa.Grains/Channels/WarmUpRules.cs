namespace OrleansWa.Grains.Channels;

/// <summary>Decisions about a number's warm-up.</summary>
internal static class WarmUpRules
{
    /// <summary>Day of the warm-up: 0 before the first connection, 1 on the day of it, in days of the tenant's calendar.</summary>
    public static int Day(DateOnly? firstConnectedDay, DateOnly today) =>
        // A clock that went back does not undo that the number was connected.
        firstConnectedDay is { } first ? Math.Max(1, today.DayNumber - first.DayNumber + 1) : 0;
}
