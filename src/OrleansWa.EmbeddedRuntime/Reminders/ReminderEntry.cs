namespace OrleansWa.EmbeddedRuntime;

/// <summary>A stored reminder.</summary>
public sealed record ReminderEntry
{
    /// <summary>The grain that it wakes.</summary>
    public required GrainId GrainId { get; init; }

    /// <summary>Its name, unique in its grain.</summary>
    public required string ReminderName { get; init; }

    /// <summary>When it is first due, in UTC; later ticks keep its rhythm.</summary>
    public required DateTime StartAt { get; init; }

    /// <summary>From tick to tick, at least one minute.</summary>
    public required TimeSpan Period { get; init; }
}
