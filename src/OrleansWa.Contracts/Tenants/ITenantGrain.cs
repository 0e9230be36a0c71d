namespace OrleansWa.Contracts.Tenants;

/// <summary>One tenant (a clinic). Key: <see cref="GrainKeys.Tenant"/>.</summary>
[Alias("wa.tenant")]
public interface ITenantGrain : IGrainWithStringKey
{
    /// <summary>Creates the tenant; durable when it returns. The same call again is <c>tenant_exists</c> (409).</summary>
    [Alias("create")]
    Task<TenantView> Create(CreateTenant request, CancellationToken ct = default);

    /// <summary>The tenant; <c>tenant_not_found</c> (404) when it does not exist.</summary>
    [Alias("get"), AlwaysInterleave]
    Task<TenantView> Get(CancellationToken ct = default);

    /// <summary>Changes fields; durable when it returns; safe to repeat.</summary>
    [Alias("update")]
    Task<TenantView> Update(UpdateTenant request, CancellationToken ct = default);

    /// <summary>Suspends or resumes the tenant and tells its channels; durable when it returns; safe to repeat.</summary>
    [Alias("set-suspended")]
    Task<TenantView> SetSuspended(bool suspended, CancellationToken ct = default);

    /// <summary>Tells the tenant's channels of one business account that nothing may be sent from it. Safe to repeat.</summary>
    [Alias("stop-account")]
    Task StopAccount(Channels.AccountProblem problem, CancellationToken ct = default);

    /// <summary>Secrets of the tenant's own Meta app, or null when it has none or does not exist.</summary>
    [Alias("app-credentials"), AlwaysInterleave]
    Task<AppCredentials?> GetAppCredentials(CancellationToken ct = default);
}
