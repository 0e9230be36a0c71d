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
/// <param name="Consent">Words by which people opt out and in.</param>
public sealed record TenantResponse(string Id, string Name, string Status, string TimeZone, string Locale, bool HasOwnApp, DateTimeOffset CreatedAt, ConsentResponse Consent)
{
    internal static TenantResponse From(TenantView tenant) =>
        new(tenant.Id, tenant.Name, Words<TenantStatus>.Of(tenant.Status), tenant.TimeZone, tenant.Locale, tenant.HasOwnApp, tenant.CreatedAt, ConsentResponse.From(tenant.Consent));
}

/// <summary>Words by which people opt out and in, and what is answered.</summary>
/// <param name="OptOutWords">A message that is one of them opts its writer out.</param>
/// <param name="OptInWords">A message that is one of them takes that back.</param>
/// <param name="OptOutReply">Text that confirms an opt-out; null for none.</param>
/// <param name="OptInReply">Text that confirms an opt-in; null for none.</param>
public sealed record ConsentResponse(IReadOnlyList<string> OptOutWords, IReadOnlyList<string> OptInWords, string? OptOutReply, string? OptInReply)
{
    internal static ConsentResponse From(ConsentSettings consent) =>
        new([.. consent.OptOutWords], [.. consent.OptInWords], consent.OptOutReply, consent.OptInReply);
}
