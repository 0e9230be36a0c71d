using OrleansWa.Contracts;
using OrleansWa.Contracts.Contacts;

namespace OrleansWa.Grains.Contacts;

/// <inheritdoc cref="IContactGrain"/>
[GrainType("wa.contacts"), StatelessWorker(4), Reentrant]
internal sealed class ContactGrain(IContactStore contacts, TimeProvider time) : Grain, IContactGrain
{
    public async Task<string> ResolvePhone(string digits, CancellationToken ct)
    {
        var alias = new ContactAlias(AliasKind.Phone, "", PhoneNumbers.Key(digits));
        var tenantId = GrainKeys.ScopeOf(this.GetPrimaryKeyString());
        return await contacts.Resolve(tenantId, new ContactIdentity([alias], RawPhone: null, Name: null), time.GetUtcNow(), ct);
    }
}
