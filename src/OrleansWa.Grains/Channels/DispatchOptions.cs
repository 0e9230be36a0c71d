namespace OrleansWa.Grains.Channels;

/// <summary>Limits of a channel's dispatch.</summary>
public sealed class DispatchOptions
{
    /// <summary>Most messages of one channel in flight to the connector at once. 64 by default: 1,000 messages per second at 60 ms each.</summary>
    public int InFlightMax { get; set; } = 64;

    /// <summary>How long an unknown or retrying message holds back what follows it in its conversation. 60 s by default (SPEC section 5).</summary>
    public TimeSpan HoldFor { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long an unknown outcome waits for its status before it is given up, or sent again where its sender chose so. 10 min by default (SPEC section 5).</summary>
    public TimeSpan UnknownFor { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Allowance reserved by one write. 50 by default: a crash forfeits at most this much of the day's quota.</summary>
    public int QuotaBlock { get; set; } = 50;
}
