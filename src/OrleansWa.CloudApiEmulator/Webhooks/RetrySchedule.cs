namespace OrleansWa.CloudApiEmulator.Webhooks;

/// <summary>When a webhook that failed is tried again: at once, then with doubling waits, until it is too old.</summary>
internal static class RetrySchedule
{
    /// <summary>The wait after a failed attempt (1 is the first); null when the webhook is to be dropped.</summary>
    public static TimeSpan? After(int attempt, TimeSpan age, EmulatorOptions options)
    {
        var wait = attempt <= 1 ? TimeSpan.Zero : Doubled(options.RetryDelay, attempt - 2, options.RetryDelayMax);
        return age + wait > options.RetryFor ? null : wait;
    }

    private static TimeSpan Doubled(TimeSpan first, int times, TimeSpan max)
    {
        var ticks = first.Ticks * Math.Pow(2, times);
        return ticks >= max.Ticks ? max : new TimeSpan((long)ticks);
    }
}
