using OrleansWa.Contracts;
using OrleansWa.Storage.Postgres.Engine;

namespace OrleansWa.Storage.Postgres.Contacts;

/// <summary>Resolves contacts that are not known yet.</summary>
internal sealed class ContactBatch(IIdSource ids) : IBatchWork<ResolveContact, string>
{
    public async Task Run(PgSession session, IReadOnlyList<BatchUnit<ResolveContact, string>> units)
    {
        var contacts = new ContactOverlay(ids);
        await Look(session, contacts, [.. units.Select(unit => unit.Request)]);
        foreach (var unit in units)
        {
            unit.Result = contacts.Resolve(unit.Request.TenantId, unit.Request.Identity, unit.Request.Now).Id;
        }

        await using var batch = session.Batch();
        if (contacts.AddWrites(batch))
        {
            await batch.Query<object?>(async results =>
            {
                await contacts.ReadWrites(results);
                return null;
            });
        }
        else
        {
            await batch.Run();
        }
    }

    /// <summary>Looks at the aliases of some identities.</summary>
    public static async Task Look(PgSession session, ContactOverlay contacts, IReadOnlyList<ResolveContact> wanted)
    {
        foreach (var one in wanted)
        {
            contacts.Want(one.TenantId, one.Identity);
        }

        await using var batch = session.Batch();
        contacts.AddLook(batch);
        await batch.Query<object?>(async results =>
        {
            await contacts.ReadLook(results);
            return null;
        });
    }
}
