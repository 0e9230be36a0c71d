namespace OrleansWa.Grains.Messages;

/// <summary>The time after a person's message in which anything may be answered (reference 5.4: 24 hours on the Cloud API).</summary>
internal static class ServiceWindow
{
    /// <summary>The window is taken for closed so long before it is: the clocks differ, and the message needs a moment to arrive.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    /// <summary>Whether it is open at a time. A connector without a window (null) lets through always.</summary>
    public static bool IsOpen(TimeSpan? window, DateTimeOffset? lastInboundAt, DateTimeOffset at) => window is null || at < EndsAt(window, lastInboundAt);

    /// <summary>When it closes; null where it never opened, or never closes.</summary>
    public static DateTimeOffset? EndsAt(TimeSpan? window, DateTimeOffset? lastInboundAt) => lastInboundAt + window - Margin;
}
