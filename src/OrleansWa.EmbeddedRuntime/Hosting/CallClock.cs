namespace OrleansWa.EmbeddedRuntime;

/// <summary>
/// A coarse clock for calls, and their timeouts: one periodic look at all activations instead of a timer per call.
/// It sleeps while no call is under way.
/// </summary>
internal sealed class CallClock : IDisposable
{
    private static readonly TimeSpan LongestPeriod = TimeSpan.FromSeconds(1);
    private readonly EmbeddedSilo _silo;
    private readonly OnDemandTimer _timer;
    private readonly long _patience;
    private long _now;

    internal CallClock(EmbeddedSilo silo)
    {
        _silo = silo;
        var period = silo.Options.ResponseTimeout / 30;
        period = period > LongestPeriod ? LongestPeriod : period;

        // A call's time stamp may be one period too old; waiting one longer makes no call expire early.
        _patience = (long)((silo.Options.ResponseTimeout + period).TotalSeconds * silo.Time.TimestampFrequency);
        _timer = new OnDemandTimer(silo.Time, period, Check);
    }

    /// <summary>A time stamp; while calls are under way it is up to one period old, and reading it costs nothing.</summary>
    internal long Now
    {
        get
        {
            if (!_timer.IsArmed)
            {
                Volatile.Write(ref _now, _silo.Time.GetTimestamp());
            }

            return Volatile.Read(ref _now);
        }
    }

    public void Dispose() => _timer.Dispose();

    /// <summary>A call was handed over; it must be after that, or the check could look too early and fall asleep.</summary>
    internal void OnDispatched() => _timer.Want();

    private bool Check()
    {
        Volatile.Write(ref _now, _silo.Time.GetTimestamp());
        return _silo.ExpireCalls(_now - _patience);
    }
}
