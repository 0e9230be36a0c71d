using System.Globalization;
using OrleansWa.Contracts.Channels;

namespace OrleansWa.Grains.Channels;

/// <summary>What callers see of a channel's state.</summary>
internal static class ChannelViews
{
    /// <summary>The view at a moment.</summary>
    public static ChannelView View(string channelId, ChannelState state, DateTimeOffset now) => new(
        channelId,
        state.Connector,
        state.Role,
        state.DisplayName,
        state.Status,
        state.StatusSince,
        state.Problem,
        state.CloudApi,
        state.Number,
        Quota(state, now),
        WarmUpRules.Day(Day(state.FirstConnectedDay), QuotaRules.LocalDate(now, Zone(state))),
        state.CreatedAt,
        SlowdownRules.Gap(state.Slowdown, now) > TimeSpan.Zero ? new SlowdownView(state.Slowdown!.Until, SlowdownRules.Gap(state.Slowdown, now), state.Slowdown.Reason) : null);

    /// <summary>The channel's present day (yyyy-MM-dd), in its tenant's time zone.</summary>
    public static string Today(ChannelState state, DateTimeOffset now) => QuotaRules.LocalDay(now, Zone(state));

    /// <summary>The tenant's time zone.</summary>
    public static TimeZoneInfo Zone(ChannelState state) => TimeZoneInfo.FindSystemTimeZoneById(state.TimeZone);

    private static QuotaView Quota(ChannelState state, DateTimeOffset now)
    {
        var today = Today(state, now);
        return state.Quota.Day == today
            ? new QuotaView(today, state.Quota.Reserved, state.MessagesPerDay)
            : new QuotaView(today, 0, state.MessagesPerDay);
    }

    private static DateOnly? Day(string? day) =>
        day is null ? null : DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
