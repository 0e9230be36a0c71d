using System.ComponentModel.DataAnnotations;
using OrleansWa.ClientApi.Json;
using OrleansWa.Contracts.Security;

namespace OrleansWa.ClientApi.ApiKeys;

/// <summary>Issues an API key of a tenant.</summary>
/// <param name="Name">Name for people, e.g. the system that uses it.</param>
/// <param name="Role"><c>tenant_admin</c>, <c>supervisor</c>, <c>operator</c>, <c>viewer</c> or <c>integration</c>.</param>
/// <param name="ExpiresAt">From then on refused; never when left out.</param>
public sealed record IssueApiKeyRequest([property: Required] string? Name, [property: Required] string? Role, DateTimeOffset? ExpiresAt);

/// <summary>A key just issued.</summary>
/// <param name="Id">Its public id, for lists and for revoking it.</param>
/// <param name="Key">The key itself. It is shown this once and stored as a hash only.</param>
public sealed record IssuedApiKeyResponse(string Id, string Key);

/// <summary>An API key as lists show it.</summary>
/// <param name="Id">Its public id.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Role">What it may do.</param>
/// <param name="CreatedAt">Creation time.</param>
/// <param name="ExpiresAt">From then on refused; null for never.</param>
/// <param name="RevokedAt">Refused since; null while it is valid.</param>
public sealed record ApiKeyResponse(
    string Id, string Name, string Role, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt)
{
    internal static ApiKeyResponse From(ApiKeyView key) =>
        new(key.Id, key.Name, Words<Role>.Of(key.Role), key.CreatedAt, key.ExpiresAt, key.RevokedAt);
}
