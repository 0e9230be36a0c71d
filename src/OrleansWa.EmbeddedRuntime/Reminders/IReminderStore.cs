namespace OrleansWa.EmbeddedRuntime;

/// <summary>Where reminders outlive the process. One process uses a store at a time.</summary>
public interface IReminderStore
{
    /// <summary>All reminders, read once when the process starts.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<ReminderEntry>> ReadAll(CancellationToken cancellationToken = default);

    /// <summary>Adds a reminder, or replaces the one of the same grain and name; durable when the task completes.</summary>
    /// <param name="entry">The reminder.</param>
    /// <param name="cancellationToken">Gives up waiting; the outcome is then unknown.</param>
    Task Upsert(ReminderEntry entry, CancellationToken cancellationToken = default);

    /// <summary>Removes a reminder; durable when the task completes.</summary>
    /// <param name="grainId">The grain.</param>
    /// <param name="reminderName">The name.</param>
    /// <param name="cancellationToken">Gives up waiting; the outcome is then unknown.</param>
    /// <returns>False when there was none.</returns>
    Task<bool> Remove(GrainId grainId, string reminderName, CancellationToken cancellationToken = default);
}
