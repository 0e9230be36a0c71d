namespace OrleansWa.Testing.Silo;

/// <summary>A world's clock as one process sees it: its timers die with it.</summary>
internal sealed class WorldTimeProvider(WorldClock clock) : TimeProvider
{
    private volatile bool _isEnded;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    internal bool IsAlive => !_isEnded;

    public override DateTimeOffset GetUtcNow() => clock.Now;

    public override long GetTimestamp() => clock.Now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new WorldTimer(clock, this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    internal void End() => _isEnded = true;
}
