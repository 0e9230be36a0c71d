namespace OrleansWa.EmbeddedRuntime.Simulation;

/// <summary>The world's clock, as one generation sees it: its timers die with it.</summary>
internal sealed class VirtualTimeProvider(SimulatedWorld world, Generation generation) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => world.Clock.Now;

    public override long GetTimestamp() => world.Clock.Now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(world, generation, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }
}
