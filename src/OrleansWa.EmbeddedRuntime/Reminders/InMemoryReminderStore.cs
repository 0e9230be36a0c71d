namespace OrleansWa.EmbeddedRuntime;

/// <summary>A store for tests: reminders outlive a silo that was given the same object, not the process.</summary>
public sealed class InMemoryReminderStore : IReminderStore
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<(GrainId GrainId, string Name), ReminderEntry> _entries = [];

    /// <inheritdoc/>
    public Task<IReadOnlyList<ReminderEntry>> ReadAll(CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<ReminderEntry>>([.. _entries.Values]);
        }
    }

    /// <inheritdoc/>
    public Task Upsert(ReminderEntry entry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        lock (_gate)
        {
            _entries[(entry.GrainId, entry.ReminderName)] = entry;
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<bool> Remove(GrainId grainId, string reminderName, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return Task.FromResult(_entries.Remove((grainId, reminderName)));
        }
    }
}
