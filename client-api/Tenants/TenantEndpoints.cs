using Microsoft.AspNetCore.Http.HttpResults;
using OrleansWa.ClientApi.Json;
using OrleansWa.ClientApi.Security;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Directory;
using OrleansWa.Contracts.Tenants;

namespace OrleansWa.ClientApi.Tenants;

/// <summary>Tenants, for whoever runs the platform.</summary>
internal static class TenantEndpoints
{
    public static void MapTenants(this RouteGroupBuilder api)
    {
        var tenants = api.MapGroup("/tenants").WithTags("Tenants");
        tenants.MapPost("", Create).Allows(Operation.TenantsCreate).WithSummary("Creates a tenant.");
        tenants.MapGet("", List).Allows(Operation.TenantsList).WithSummary("Lists tenants by id.");
        tenants.MapGet("/{tenantId}", Get).Allows(Operation.TenantsRead).WithSummary("Reads a tenant.");
        tenants.MapPatch("/{tenantId}", Update).Allows(Operation.TenantsUpdate).WithSummary("Changes a tenant.");
        tenants.MapPost("/{tenantId}/suspend", Suspend).Allows(Operation.TenantsSuspend)
            .WithSummary("Suspends a tenant: nothing is sent, flows rest, what comes in is kept.");
        tenants.MapPost("/{tenantId}/resume", Resume).Allows(Operation.TenantsSuspend).WithSummary("Resumes a suspended tenant.");
    }

    private static async Task<Created<TenantResponse>> Create(CreateTenantRequest body, IGrainFactory grains)
    {
        var (id, create) = TenantBody.Read(body);
        var tenant = await Tenant(grains, id).Create(create);
        return TypedResults.Created($"/api/v1/tenants/{id}", TenantResponse.From(tenant));
    }

    private static async Task<Ok<ListResponse<TenantResponse>>> List([AsParameters] PageQuery query, IGrainFactory grains, CancellationToken ct)
    {
        var page = await grains.GetGrain<IPlatformDirectoryGrain>(GrainKeys.Platform("directory")).Tenants(query.ToRequest(), ct);
        return TypedResults.Ok(page.ToResponse(TenantResponse.From));
    }

    private static async Task<Ok<TenantResponse>> Get(string tenantId, IGrainFactory grains, CancellationToken ct) =>
        TypedResults.Ok(TenantResponse.From(await Tenant(grains, Ids.TenantInPath(tenantId)).Get(ct)));

    private static async Task<Ok<TenantResponse>> Update(string tenantId, UpdateTenantRequest body, IGrainFactory grains) =>
        TypedResults.Ok(TenantResponse.From(await Tenant(grains, Ids.TenantInPath(tenantId)).Update(TenantBody.Read(body))));

    private static async Task<Ok<TenantResponse>> Suspend(string tenantId, IGrainFactory grains) =>
        TypedResults.Ok(TenantResponse.From(await Tenant(grains, Ids.TenantInPath(tenantId)).SetSuspended(true)));

    private static async Task<Ok<TenantResponse>> Resume(string tenantId, IGrainFactory grains) =>
        TypedResults.Ok(TenantResponse.From(await Tenant(grains, Ids.TenantInPath(tenantId)).SetSuspended(false)));

    private static ITenantGrain Tenant(IGrainFactory grains, string id) => grains.GetGrain<ITenantGrain>(GrainKeys.Tenant(id));
}
