namespace OrleansWa.CloudApiEmulator.Clock;

/// <summary>The emulator's time: a given clock plus an offset, so that days can be skipped on request.</summary>
internal sealed class EmulatorClock(TimeProvider inner) : TimeProvider
{
    private long _offsetTicks;

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + new TimeSpan(Interlocked.Read(ref _offsetTicks));

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        inner.CreateTimer(callback, state, dueTime, period);

    public void Skip(TimeSpan by) => Interlocked.Add(ref _offsetTicks, by.Ticks);

    public long UnixSeconds() => GetUtcNow().ToUnixTimeSeconds();
}
