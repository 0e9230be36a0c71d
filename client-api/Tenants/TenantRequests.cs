using System.ComponentModel.DataAnnotations;

namespace OrleansWa.ClientApi.Tenants;

/// <summary>Creates a tenant.</summary>
/// <param name="Id">2 to 63 letters, digits, <c>_</c> or <c>-</c>; stored in lower case.</param>
/// <param name="Name">Name for people.</param>
/// <param name="TimeZone">IANA time zone whose midnight turns daily quotas; <c>America/Sao_Paulo</c> by default.</param>
/// <param name="Locale">Language tag; <c>pt-BR</c> by default.</param>
/// <param name="CloudApi">Secrets of the tenant's own Meta app, if it has one.</param>
public sealed record CreateTenantRequest(
    [property: Required] string? Id, [property: Required] string? Name, string? TimeZone, string? Locale, TenantAppRequest? CloudApi);

/// <summary>Changes a tenant; members left out stay as they are.</summary>
/// <param name="Name">Name for people.</param>
/// <param name="TimeZone">IANA time zone.</param>
/// <param name="Locale">Language tag.</param>
/// <param name="CloudApi">Secrets of the tenant's own Meta app.</param>
public sealed record UpdateTenantRequest(string? Name, string? TimeZone, string? Locale, TenantAppRequest? CloudApi);

/// <summary>Secrets of a tenant's own Meta app, for <c>/webhooks/whatsapp/{tenantId}</c>. Write-only.</summary>
/// <param name="AppSecret">Signs its webhooks.</param>
/// <param name="VerifyToken">Its handshake's word.</param>
public sealed record TenantAppRequest(string? AppSecret, string? VerifyToken);
