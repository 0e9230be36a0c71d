using OrleansWa.Contracts.State;

namespace OrleansWa.Silo;

/// <summary>Reminders of the embedded runtime, as rows.</summary>
internal sealed class ReminderStore(IReminderRowStore rows) : IReminderStore
{
    public async Task<IReadOnlyList<ReminderEntry>> ReadAll(CancellationToken cancellationToken) =>
        [.. (await rows.ReadAll(cancellationToken)).Select(r => new ReminderEntry(GrainId.Create(r.GrainType, r.GrainKey), r.Name, r.StartAt, r.Period))];

    public Task Upsert(ReminderEntry entry, CancellationToken cancellationToken) =>
        rows.Upsert(new ReminderRow(entry.GrainId.Type.ToString(), entry.GrainId.Key.ToString(), entry.Name, entry.StartAt, entry.Period), cancellationToken).AsTask();

    public Task<bool> Remove(GrainId grainId, string name, CancellationToken cancellationToken) =>
        rows.Remove(grainId.Type.ToString(), grainId.Key.ToString(), name, cancellationToken).AsTask();
}
