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
/// <param name="Consent">Words by which people opt out and in.</param>
public sealed record UpdateTenantRequest(string? Name, string? TimeZone, string? Locale, TenantAppRequest? CloudApi, ConsentRequest? Consent);

/// <summary>Words by which people opt out and in, and what is answered; members left out stay as they are.</summary>
/// <param name="OptOutWords">1 to 20 words; a message that is one of them, whatever its accents and case, opts its writer out.</param>
/// <param name="OptInWords">1 to 20 words that take that back.</param>
/// <param name="OptOutReply">Text that confirms an opt-out, at most 1,000 characters; empty for none.</param>
/// <param name="OptInReply">Text that confirms an opt-in, at most 1,000 characters; empty for none.</param>
public sealed record ConsentRequest(IReadOnlyList<string>? OptOutWords, IReadOnlyList<string>? OptInWords, string? OptOutReply, string? OptInReply);

/// <summary>Secrets of a tenant's own Meta app, for <c>/webhooks/whatsapp/{tenantId}</c>. Write-only.</summary>
/// <param name="AppSecret">Signs its webhooks.</param>
/// <param name="VerifyToken">Its handshake's word.</param>
public sealed record TenantAppRequest(string? AppSecret, string? VerifyToken);
