namespace OrleansWa.Contracts.Tenants;

/// <summary>What callers see of a tenant. Secrets are never part of it.</summary>
[GenerateSerializer, Immutable, Alias("wa.tenant.view.v1")]
public sealed record TenantView(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] TenantStatus Status,
    [property: Id(3)] string TimeZone,
    [property: Id(4)] string Locale,
    [property: Id(5)] bool HasOwnApp,
    [property: Id(6)] DateTimeOffset CreatedAt,
    [property: Id(7)] ConsentSettings Consent);
