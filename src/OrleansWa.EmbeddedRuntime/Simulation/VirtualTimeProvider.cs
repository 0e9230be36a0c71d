namespace OrleansWa.EmbeddedRuntime.Simulation;

/// <summary>The world's clock, as one generation sees it: its timers die with it.</summary>
/// <param name="world">The world.</param>
/// <param name="generation">Whose clock it is.</param>
/// <param name="isTrue">Outsiders know the true time; a process reads it with the error of its machine's clock. Timers run true in both.</param>
internal sealed class VirtualTimeProvider(SimulatedWorld world, Generation generation, bool isTrue) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => isTrue ? world.Clock.Now : world.Clock.Now + world.ClockError;

    public override long GetTimestamp() => world.Clock.Now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(world, generation, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }
}
