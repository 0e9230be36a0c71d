using OrleansWa.Contracts.State;

namespace OrleansWa.Silo;

/// <summary>Reminders of the embedded runtime, as rows.</summary>
internal sealed class ReminderStore(IReminderRowStore rows) : IReminderStore
{
    public async Task<IReadOnlyList<ReminderEntry>> ReadAll(CancellationToken cancellationToken) =>
        [.. (await rows.ReadAll(cancellationToken)).Select(Entry)];

    public Task Upsert(ReminderEntry entry, CancellationToken cancellationToken) => rows.Upsert(
        new ReminderRow(entry.GrainId.Type.ToString()!, entry.GrainId.Key.ToString()!, entry.ReminderName, entry.StartAt, entry.Period), cancellationToken).AsTask();

    public Task<bool> Remove(GrainId grainId, string reminderName, CancellationToken cancellationToken) =>
        rows.Remove(grainId.Type.ToString()!, grainId.Key.ToString()!, reminderName, cancellationToken).AsTask();

    private static ReminderEntry Entry(ReminderRow row) => new()
    {
        GrainId = GrainId.Create(row.GrainType, row.GrainKey),
        ReminderName = row.Name,
        StartAt = row.StartAt.UtcDateTime,
        Period = row.Period,
    };
}
