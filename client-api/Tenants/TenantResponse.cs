using OrleansWa.ClientApi.Json;
using OrleansWa.Contracts.Tenants;

namespace OrleansWa.ClientApi.Tenants;

/// <summary>A tenant. Its secrets are never shown.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Status"><c>active</c> or <c>suspended</c>.</param>
/// <param name="TimeZone">IANA time zone.</param>
/// <param name="Locale">Language tag.</param>
/// <param name="HasOwnApp">Whether secrets of an own Meta app are stored.</param>
/// <param name="CreatedAt">Creation time.</param>
public sealed record TenantResponse(string Id, string Name, string Status, string TimeZone, string Locale, bool HasOwnApp, DateTimeOffset CreatedAt)
{
    internal static TenantResponse From(TenantView tenant) =>
        new(tenant.Id, tenant.Name, Words<TenantStatus>.Of(tenant.Status), tenant.TimeZone, tenant.Locale, tenant.HasOwnApp, tenant.CreatedAt);
}
