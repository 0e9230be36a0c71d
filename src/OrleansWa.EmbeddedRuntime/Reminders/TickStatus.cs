namespace OrleansWa.EmbeddedRuntime;

/// <summary>Times of a reminder's tick, in UTC.</summary>
[GenerateSerializer, Immutable]
public readonly struct TickStatus
{
    /// <summary>Sets all times.</summary>
    /// <param name="firstTickTime">When the reminder was first due.</param>
    /// <param name="period">Its period.</param>
    /// <param name="timeStamp">When this tick was sent.</param>
    public TickStatus(DateTime firstTickTime, TimeSpan period, DateTime timeStamp)
    {
        FirstTickTime = firstTickTime;
        Period = period;
        CurrentTickTime = timeStamp;
    }

    /// <summary>When the reminder was first due.</summary>
    [Id(0)]
    public DateTime FirstTickTime { get; }

    /// <summary>Its period.</summary>
    [Id(1)]
    public TimeSpan Period { get; }

    /// <summary>When this tick was sent.</summary>
    [Id(2)]
    public DateTime CurrentTickTime { get; }

    /// <summary>The three times.</summary>
    public override string ToString() => $"<{FirstTickTime:O}, {Period}, {CurrentTickTime:O}>";
}
