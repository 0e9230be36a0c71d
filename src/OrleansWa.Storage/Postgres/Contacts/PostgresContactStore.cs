using OrleansWa.Contracts;
using OrleansWa.Contracts.Contacts;
using OrleansWa.Storage.Postgres.Engine;

namespace OrleansWa.Storage.Postgres.Contacts;

/// <summary>Contacts in <c>contacts</c> and <c>contact_aliases</c>.</summary>
internal sealed class PostgresContactStore(PostgresEngine engine, IIdSource ids) : IContactStore
{
    private readonly WriteLane<ResolveContact, string> _lane = engine.Lane(new ContactBatch(ids));

    public async ValueTask<string> Resolve(string tenantId, ContactIdentity identity, DateTimeOffset now, CancellationToken ct = default)
    {
        if (identity.Aliases.IsDefaultOrEmpty)
        {
            throw new ArgumentException("An identity needs at least one alias.", nameof(identity));
        }

        // Almost every call is for somebody known: then there is nothing to write and nothing to wait for.
        var wanted = new ResolveContact(PgText.Clean(tenantId), ContactOverlay.Clean(identity), now);
        return await engine.Read(session => Find(session, wanted), ct)
            ?? await _lane.Write(wanted, weight: 2 + identity.Aliases.Length, ct);
    }

    private async Task<string?> Find(PgSession session, ResolveContact wanted)
    {
        var contacts = new ContactOverlay(ids);
        await ContactBatch.Look(session, contacts, [wanted]);
        var (found, complete) = contacts.Find(wanted.TenantId, wanted.Identity);
        return complete ? found!.Id : null;
    }
}
