using OrleansWa.Contracts.Contacts;
using OrleansWa.Storage.Sqlite.Conversations;
using OrleansWa.Storage.Sqlite.Engine;

namespace OrleansWa.Storage.Sqlite.Contacts;

/// <summary>Merges of contacts.</summary>
internal sealed class SqliteContactMergeStore(SqliteEngine engine) : IContactMergeStore
{
    private const int OpenMax = 1_000;

    public ValueTask<IReadOnlyList<ContactMerge>> Open(string tenantId, int limit, CancellationToken ct = default) =>
        engine.Read(db => ContactMergeRows.Open(db, tenantId, Math.Clamp(limit, 0, OpenMax)), ct);

    public ValueTask<ContactMergeSteps> Begin(ContactMerge merge, DateTimeOffset now, CancellationToken ct = default) =>
        engine.Write(db => Begin(db, merge, now), weight: 20, ct);

    public ValueTask<bool> Move(ContactMerge merge, string channelId, int limit, CancellationToken ct = default) =>
        engine.Write(db => MovedConversationRows.Move(db, merge, channelId, limit), weight: 5 * limit, ct);

    public async ValueTask End(ContactMerge merge, DateTimeOffset now, CancellationToken ct = default) =>
        await engine.Write(db => End(db, merge, now), weight: 2, ct);

    public ValueTask<string?> Survivor(string tenantId, string contactId, CancellationToken ct = default) =>
        engine.Read(db => ContactMergeRows.Survivor(db, tenantId, contactId), ct);

    private static ContactMergeSteps Begin(SqliteDb db, ContactMerge merge, DateTimeOffset now)
    {
        var (into, follows) = ContactMergeRows.Begin(db, merge, now);
        return new ContactMergeSteps(into, follows ? Channels(db, merge) : []);
    }

    private static bool End(SqliteDb db, ContactMerge merge, DateTimeOffset now)
    {
        var isDone = Channels(db, merge).Count == 0;
        if (isDone)
        {
            ContactMergeRows.SetDone(db, merge, now);
        }

        return isDone;
    }

    private static IReadOnlyList<string> Channels(SqliteDb db, ContactMerge merge) =>
        [.. NewestConversations.Channels(db, merge.TenantId).ToList().Where(channel => MovedConversationRows.Exists(db, merge.TenantId, channel, merge.FromId))];
}
