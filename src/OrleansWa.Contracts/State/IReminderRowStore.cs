namespace OrleansWa.Contracts.State;

/// <summary>A durable reminder of a grain, for the embedded runtime (Orleans keeps its own).</summary>
/// <param name="GrainType">The grain's type.</param>
/// <param name="GrainKey">The grain's key.</param>
/// <param name="Name">The reminder's name.</param>
/// <param name="StartAt">First tick.</param>
/// <param name="Period">Time between ticks, at least one minute.</param>
public sealed record ReminderRow(string GrainType, string GrainKey, string Name, DateTimeOffset StartAt, TimeSpan Period);

/// <summary>Stores the reminders of the embedded runtime.</summary>
public interface IReminderRowStore
{
    /// <summary>All reminders; read once at start.</summary>
    ValueTask<IReadOnlyList<ReminderRow>> ReadAll(CancellationToken ct = default);

    /// <summary>Inserts or replaces one.</summary>
    ValueTask Upsert(ReminderRow row, CancellationToken ct = default);

    /// <summary>Removes one; false when there was none.</summary>
    ValueTask<bool> Remove(string grainType, string grainKey, string name, CancellationToken ct = default);
}
