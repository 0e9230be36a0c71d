using System.Globalization;

namespace OrleansWa.Grains.Channels;

/// <summary>Decisions about the daily quota: allowance is taken durably in blocks, and spent from memory.</summary>
/// <remarks>
/// The order is: reserve, store the state, then send. A crash forfeits the rest of a block and never exceeds the limit.
/// What is left of a block is worth nothing on another day: see <see cref="IsSpendable"/>.
/// </remarks>
internal static class QuotaRules
{
    /// <summary>Messages reserved with one write, so that not every message costs one.</summary>
    public const int DefaultBlock = 50;

    /// <summary>Takes allowance in whole blocks, at least what is wanted where the limit leaves as much.</summary>
    /// <param name="state">What is stored.</param>
    /// <param name="limit">Most messages of one day; null for no limit.</param>
    /// <param name="today">The day of now, from <see cref="LocalDay"/>.</param>
    /// <param name="wanted">Messages that wait to be sent.</param>
    /// <param name="block">Size of a block.</param>
    /// <returns>The state to store before anything is sent, and how many were granted; 0 leaves the state as it is.</returns>
    public static (QuotaState Next, int Granted) Reserve(QuotaState state, int? limit, string today, int wanted, int block = DefaultBlock)
    {
        // A clock that went back to a day that is over gets nothing: that day's allowance is forgotten, so any grant might be a second one.
        if (wanted <= 0 || IsBefore(today, state.Day))
        {
            return (state, 0);
        }

        var current = state.Day == today ? state : new QuotaState(today, 0);
        var left = Math.Max(0L, (long)(limit ?? int.MaxValue) - current.Reserved);
        var granted = (int)Math.Min(left, WholeBlocks(wanted, block));
        return granted == 0 ? (state, 0) : (current with { Reserved = current.Reserved + granted }, granted);
    }

    /// <summary>Whether the rest of a block that was taken under this state may still be spent.</summary>
    public static bool IsSpendable(QuotaState state, string today) => state.Day == today;

    /// <summary>The day of an instant in a time zone, <c>yyyy-MM-dd</c>: the form of <see cref="QuotaState.Day"/>.</summary>
    public static string LocalDay(DateTimeOffset nowUtc, TimeZoneInfo timeZone) =>
        LocalDate(nowUtc, timeZone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The day of an instant in a time zone.</summary>
    public static DateOnly LocalDate(DateTimeOffset nowUtc, TimeZoneInfo timeZone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(nowUtc, timeZone).DateTime);

    /// <summary>
    /// The first instant of the next day in a time zone, in UTC. Where the clock skips midnight (São Paulo on 2018-11-04), it is the
    /// instant of the change.
    /// </summary>
    public static DateTimeOffset NextLocalMidnight(DateTimeOffset nowUtc, TimeZoneInfo timeZone)
    {
        var today = LocalDate(nowUtc, timeZone);
        var low = nowUtc.UtcTicks;
        var step = TimeSpan.TicksPerHour;
        while (LocalDate(At(low + step), timeZone) <= today)
        {
            low += step;
        }

        // The day turns within (low, low + step]. Halving asks the time zone itself, which is right for every rule it may have.
        for (var high = low + step; high - low > 1;)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = LocalDate(At(middle), timeZone) <= today ? (middle, high) : (low, middle);
        }

        return At(low + 1);
    }

    private static DateTimeOffset At(long utcTicks) => new(utcTicks, TimeSpan.Zero);

    private static bool IsBefore(string day, string? other) => string.CompareOrdinal(day, other) < 0;

    private static long WholeBlocks(int wanted, int block)
    {
        long size = Math.Max(1, block);
        return (wanted + size - 1) / size * size;
    }
}
