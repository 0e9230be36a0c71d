using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Security;
using OrleansWa.Contracts.Tenants;

namespace OrleansWa.Grains.Security;

/// <inheritdoc cref="IApiKeyGrain"/>
[GrainType("wa.api-keys"), StatelessWorker(4), Reentrant]
internal sealed class ApiKeyGrain(IApiKeyStore keys, IIdSource ids, ApiKeyCache cache, TimeProvider time) : Grain, IApiKeyGrain
{
    private const string Prefix = "owa_";

    public async Task<KeyPrincipal?> Authenticate(string key, CancellationToken ct)
    {
        if (!key.StartsWith(Prefix, StringComparison.Ordinal) || key.Length > 200)
        {
            return null;
        }

        var hash = Hash(key);
        var row = cache.Find(hash) ?? cache.Keep(hash, await keys.FindByHash(hash, ct));
        var valid = row is { RevokedAt: null } && (row.ExpiresAt is null || row.ExpiresAt > time.GetUtcNow());
        return valid ? new KeyPrincipal(row!.Id, row.TenantId, row.Role) : null;
    }

    public async Task<IssuedApiKey> Issue(IssueApiKey request, CancellationToken ct)
    {
        var isPlatform = request.TenantId == GrainKeys.PlatformScope;
        if (request.Role == Role.Unknown || (request.Role == Role.PlatformAdmin) != isPlatform)
        {
            throw ProblemException.Unprocessable("role_invalid", "role", "A tenant's key has a role of the tenant; platform_admin belongs to no tenant.");
        }

        if (!isPlatform)
        {
            await GrainFactory.GetGrain<ITenantGrain>(GrainKeys.Tenant(request.TenantId)).Get(ct);
        }

        var issued = new IssuedApiKey(ids.NewId("key_"), Prefix + ids.NewSecret());
        await keys.Add(Row(issued, request), ct);
        return issued;
    }

    public async Task EnsurePlatformKey(string key, CancellationToken ct)
    {
        var id = DerivedId.From("key_", "bootstrap", Hash(key));
        await keys.Add(Row(new IssuedApiKey(id, key), new IssueApiKey(GrainKeys.PlatformScope, "Bootstrap:ApiKey", Role.PlatformAdmin, null)), ct);
    }

    public async Task<ImmutableArray<ApiKeyView>> List(string tenantId, CancellationToken ct) =>
        [.. (await keys.List(tenantId, ct)).Select(k => new ApiKeyView(k.Id, k.Name, k.Role, k.CreatedAt, k.ExpiresAt, k.RevokedAt))];

    public async Task Revoke(string tenantId, string keyId, CancellationToken ct)
    {
        if (!await keys.Revoke(tenantId, keyId, time.GetUtcNow(), ct))
        {
            throw ProblemException.NotFound("api_key", keyId);
        }

        cache.Clear();
    }

    private ApiKeyRow Row(IssuedApiKey issued, IssueApiKey request) =>
        new(issued.Id, Hash(issued.Key), request.TenantId, request.Name, request.Role, time.GetUtcNow(), request.ExpiresAt, null);

    private static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
