using System.Collections.Immutable;

namespace OrleansWa.Contracts.Security;

/// <summary>Issues and checks API keys. Stateless worker of the platform; key <c>_platform/api-keys</c>.</summary>
[Alias("wa.api-keys")]
public interface IApiKeyGrain : IGrainWithStringKey
{
    /// <summary>Who the key speaks for; null when it is unknown, expired or revoked. A revocation takes effect within 10 s on every silo.</summary>
    [Alias("authenticate"), AlwaysInterleave]
    Task<KeyPrincipal?> Authenticate(string key, CancellationToken ct = default);

    /// <summary>Issues a key; durable when it returns. Not repeatable: each call issues another. An unknown tenant is <c>tenant_not_found</c>.</summary>
    [Alias("issue")]
    Task<IssuedApiKey> Issue(IssueApiKey request, CancellationToken ct = default);

    /// <summary>Makes sure that the platform admin's key of <c>Bootstrap:ApiKey</c> is valid; safe to repeat.</summary>
    [Alias("ensure-platform-key")]
    Task EnsurePlatformKey(string key, CancellationToken ct = default);

    /// <summary>Keys of one tenant (at most 1,000).</summary>
    [Alias("list")]
    Task<ImmutableArray<ApiKeyView>> List(string tenantId, CancellationToken ct = default);

    /// <summary>Revokes a key; <c>api_key_not_found</c> when the tenant has none of that id; safe to repeat.</summary>
    [Alias("revoke")]
    Task Revoke(string tenantId, string keyId, CancellationToken ct = default);
}
