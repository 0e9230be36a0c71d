namespace OrleansWa.Testing.Silo;

/// <summary>A world's clock as one process sees it: its timers die with it.</summary>
/// <param name="clock">The clock.</param>
/// <param name="exact">Null, or the process's own provider for one whose timers are a little late, as real ones are.</param>
internal sealed class WorldTimeProvider(WorldClock clock, WorldTimeProvider? exact = null) : TimeProvider
{
    private static readonly TimeSpan Little = TimeSpan.FromMilliseconds(1);
    private volatile bool _isEnded;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    internal bool IsAlive => !_isEnded && exact?.IsAlive != false;

    /// <summary>How late its timers are.</summary>
    internal TimeSpan Lateness => exact is null ? TimeSpan.Zero : Little;

    public override DateTimeOffset GetUtcNow() => clock.Now;

    public override long GetTimestamp() => clock.Now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new WorldTimer(clock, this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>
    /// The same for code that waits in a loop until a moment has come: Task.Delay waits in whole milliseconds, so that with exact timers the fraction that is
    /// left would be waited for zero milliseconds again and again, while virtual time stands still. Orleans' reminders do that.
    /// </summary>
    internal WorldTimeProvider Late() => new(clock, this);

    internal void End() => _isEnded = true;
}
