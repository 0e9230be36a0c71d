namespace OrleansWa.CloudApiEmulator.Messages;

/// <summary>A bucket that refills with time: at most <c>capacity</c> at once, <c>capacity</c> per <c>period</c> in the long run.</summary>
internal sealed class TokenBucket
{
    private readonly Lock _gate = new();
    private double _used;
    private long _atTicks;

    /// <summary>Takes one; false, and nothing is taken, when the bucket is empty.</summary>
    public bool Take(DateTimeOffset now, int capacity, TimeSpan period)
    {
        lock (_gate)
        {
            Refill(now, capacity / period.TotalSeconds);
            if (_used + 1 > capacity) return false;
            _used++;
            return true;
        }
    }

    /// <summary>Takes one without asking: inbound messages count but are never refused.</summary>
    public void Force(DateTimeOffset now, int capacity, TimeSpan period)
    {
        lock (_gate)
        {
            Refill(now, capacity / period.TotalSeconds);
            _used = Math.Min(capacity, _used + 1);
        }
    }

    private void Refill(DateTimeOffset now, double perSecond)
    {
        var elapsed = new TimeSpan(Math.Max(0, now.UtcTicks - _atTicks)).TotalSeconds;
        _used = Math.Max(0, _used - (elapsed * perSecond));
        _atTicks = Math.Max(_atTicks, now.UtcTicks);
    }
}
