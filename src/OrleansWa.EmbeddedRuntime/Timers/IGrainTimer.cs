namespace OrleansWa.EmbeddedRuntime;

/// <summary>A timer of one activation; it ends with the activation. The next tick is planned when a tick has ended, so ticks never overlap.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Sets new times; called within a tick, they count from the end of that tick.</summary>
    /// <param name="dueTime">Until the next tick; <see cref="Timeout.InfiniteTimeSpan"/> stops the timer.</param>
    /// <param name="period">From the end of a tick to the next; <see cref="Timeout.InfiniteTimeSpan"/> for a single tick.</param>
    /// <exception cref="ArgumentOutOfRangeException">A time is negative but not infinite, or longer than 4,294,967,294 ms.</exception>
    void Change(TimeSpan dueTime, TimeSpan period);
}
