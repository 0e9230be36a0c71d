namespace OrleansWa.Contracts.Tenants;

/// <summary>Creates a tenant.</summary>
/// <param name="Name">Display name.</param>
/// <param name="TimeZone">IANA time zone; its midnight turns quotas.</param>
/// <param name="Locale">BCP 47 tag.</param>
/// <param name="AppSecret">Secret of the tenant's own Meta app, if it has one; signs <c>/webhooks/whatsapp/{tenantId}</c>.</param>
/// <param name="VerifyToken">Verify token of the tenant's own Meta app.</param>
[GenerateSerializer, Immutable, Alias("wa.tenant.create.v1")]
public sealed record CreateTenant(
    [property: Id(0)] string Name,
    [property: Id(1)] string TimeZone,
    [property: Id(2)] string Locale,
    [property: Id(3)] string? AppSecret,
    [property: Id(4)] string? VerifyToken);
