using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using OrleansWa.ClientApi.Json;
using OrleansWa.ClientApi.Security;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Security;
using OrleansWa.Contracts.Tenants;

namespace OrleansWa.ClientApi.ApiKeys;

/// <summary>API keys of a tenant, for platform admins and for the tenant's own admins.</summary>
internal static class ApiKeyEndpoints
{
    private const int NameLengthMax = 100;

    public static void MapApiKeys(this RouteGroupBuilder api)
    {
        var keys = api.MapGroup("/tenants/{tenantId}/api-keys").WithTags("API keys");
        keys.MapPost("", Issue).Allows(Operation.ApiKeysIssue).WithSummary("Issues a key; its text is shown this once.");
        keys.MapGet("", List).Allows(Operation.ApiKeysList).WithSummary("Lists the tenant's keys by creation.");
        keys.MapDelete("/{keyId}", Revoke).Allows(Operation.ApiKeysRevoke).WithSummary("Revokes a key; in effect everywhere within 10 s.");
    }

    private static async Task<Created<IssuedApiKeyResponse>> Issue(string tenantId, IssueApiKeyRequest body, IGrainFactory grains, TimeProvider time)
    {
        var request = Read(Ids.TenantInPath(tenantId), body, time.GetUtcNow());
        var issued = await Keys(grains).Issue(request);
        return TypedResults.Created($"/api/v1/tenants/{request.TenantId}/api-keys/{issued.Id}", new IssuedApiKeyResponse(issued.Id, issued.Key));
    }

    private static async Task<Ok<ListResponse<ApiKeyResponse>>> List(
        string tenantId, [AsParameters] PageQuery query, IGrainFactory grains, CancellationToken ct)
    {
        var tenant = Ids.TenantInPath(tenantId);
        var page = query.ToRequest();
        await grains.GetGrain<ITenantGrain>(GrainKeys.Tenant(tenant)).Get(ct);
        return TypedResults.Ok(PageOf(await Keys(grains).List(tenant, ct), page).ToResponse(ApiKeyResponse.From));
    }

    private static async Task<NoContent> Revoke(string tenantId, string keyId, IGrainFactory grains)
    {
        var tenant = Ids.TenantInPath(tenantId);
        await Keys(grains).Revoke(tenant, Ids.KeyInPath(keyId));
        return TypedResults.NoContent();
    }

    // The grain of the keys belongs to the platform; that the tenant in the path is the caller's own was checked before (PermissionMiddleware).
    private static IApiKeyGrain Keys(IGrainFactory grains)
    {
        CallScope.EnterPlatform();
        return grains.GetGrain<IApiKeyGrain>(GrainKeys.Platform("api-keys"));
    }

    private static IssueApiKey Read(string tenant, IssueApiKeyRequest body, DateTimeOffset now)
    {
        var check = new BodyCheck();
        var name = check.Required("name", body.Name, NameLengthMax);
        var role = check.Word<Role>("role", body.Role);
        if (role == Role.PlatformAdmin)
        {
            check.Add("role", "A platform admin belongs to no tenant; choose one of the tenant's roles.");
        }

        if (body.ExpiresAt <= now)
        {
            check.Add("expiresAt", "Must lie in the future.");
        }

        check.ThrowIfInvalid();
        return new IssueApiKey(tenant, name, role, body.ExpiresAt);
    }

    // A tenant has at most 1,000 keys; the grain gives them whole.
    private static Page<ApiKeyView> PageOf(ImmutableArray<ApiKeyView> keys, PageRequest page)
    {
        var from = page.Cursor is { } after ? 1 + keys.Select(key => key.Id).ToList().IndexOf(after) : 0;
        if (page.Cursor is not null && from == 0)
        {
            throw new ProblemException(ProblemKind.Invalid, "request_invalid", "cursor: This is no cursor of ours.", [new FieldError("cursor", "This is no cursor of ours.")]);
        }

        ImmutableArray<ApiKeyView> items = [.. keys.Skip(from).Take(page.Limit)];
        return new Page<ApiKeyView>(items, from + items.Length < keys.Length ? items[^1].Id : null);
    }
}
