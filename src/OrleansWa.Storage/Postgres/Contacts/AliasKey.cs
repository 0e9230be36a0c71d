using OrleansWa.Contracts.Contacts;

namespace OrleansWa.Storage.Postgres.Contacts;

/// <summary>Primary key of an alias.</summary>
internal readonly record struct AliasKey(string TenantId, AliasKind Kind, string Account, string Value) : IComparable<AliasKey>
{
    public int CompareTo(AliasKey other)
    {
        var byTenant = string.CompareOrdinal(TenantId, other.TenantId);
        var byKind = byTenant != 0 ? byTenant : Kind.CompareTo(other.Kind);
        var byAccount = byKind != 0 ? byKind : string.CompareOrdinal(Account, other.Account);
        return byAccount != 0 ? byAccount : string.CompareOrdinal(Value, other.Value);
    }
}
