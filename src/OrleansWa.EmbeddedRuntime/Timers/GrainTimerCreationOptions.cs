using System.Diagnostics.CodeAnalysis;

namespace OrleansWa.EmbeddedRuntime;

/// <summary>How a grain timer ticks.</summary>
public readonly struct GrainTimerCreationOptions()
{
    /// <summary>Sets both times.</summary>
    /// <param name="dueTime">Until the first tick.</param>
    /// <param name="period">From the end of a tick to the next.</param>
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
        : this()
    {
        DueTime = dueTime;
        Period = period;
    }

    /// <summary>Until the first tick; <see cref="Timeout.InfiniteTimeSpan"/> does not start the timer.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>From the end of a tick to the next; <see cref="Timeout.InfiniteTimeSpan"/> for a single tick.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Lets ticks interleave with requests. Default false: a tick takes its turn like a call.</summary>
    public bool Interleave { get; init; }

    /// <summary>Lets ticks count as use, so that the grain does not grow idle. Default false.</summary>
    public bool KeepAlive { get; init; }
}
