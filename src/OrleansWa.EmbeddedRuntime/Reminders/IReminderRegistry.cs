namespace OrleansWa.EmbeddedRuntime;

/// <summary>Registers reminders by grain id; grains use the extension methods of <see cref="GrainReminderExtensions"/>.</summary>
public interface IReminderRegistry
{
    /// <summary>Adds or replaces a reminder; durable when the task completes.</summary>
    /// <param name="callingGrainId">The grain to wake.</param>
    /// <param name="reminderName">Name, unique in the grain.</param>
    /// <param name="dueTime">Until the first tick; not negative.</param>
    /// <param name="period">From tick to tick; at least one minute.</param>
    /// <exception cref="ArgumentException">A time is out of its limits.</exception>
    /// <exception cref="InvalidOperationException">No <see cref="IReminderStore"/> is registered.</exception>
    Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period);

    /// <summary>Removes a reminder; durable when the task completes. Removing one that is gone does nothing.</summary>
    /// <param name="callingGrainId">The grain.</param>
    /// <param name="reminder">The reminder.</param>
    Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder);

    /// <summary>A reminder by name, or null.</summary>
    /// <param name="callingGrainId">The grain.</param>
    /// <param name="reminderName">The name.</param>
    Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName);

    /// <summary>All reminders of a grain, by name.</summary>
    /// <param name="callingGrainId">The grain.</param>
    Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId);
}
