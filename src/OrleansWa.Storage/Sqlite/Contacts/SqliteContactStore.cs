using OrleansWa.Contracts.Contacts;
using OrleansWa.Storage.Sqlite.Engine;

namespace OrleansWa.Storage.Sqlite.Contacts;

/// <summary>Contacts in <c>contacts</c> and <c>contact_aliases</c>.</summary>
internal sealed class SqliteContactStore(SqliteEngine engine, ContactRows contacts) : IContactStore
{
    public async ValueTask<string> Resolve(string tenantId, ContactIdentity identity, DateTimeOffset now, CancellationToken ct = default)
    {
        if (identity.Aliases.IsDefaultOrEmpty)
        {
            throw new ArgumentException("An identity needs at least one alias.", nameof(identity));
        }

        // Almost every call is for somebody known: then there is nothing to write and nothing to wait for.
        var (found, complete) = await engine.Read(db => ContactRows.Find(db, tenantId, identity), ct);
        return complete
            ? found!.Id
            : await engine.Write(db => contacts.Resolve(db, tenantId, identity, now).Id, weight: 2 + identity.Aliases.Length, ct);
    }
}
