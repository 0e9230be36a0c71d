using System.Collections.Immutable;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Directory;
using OrleansWa.Contracts.State;
using OrleansWa.Contracts.Tenants;
using OrleansWa.Grains.State;
using OrleansWa.Grains.Tenants;

namespace OrleansWa.Grains.Directory;

/// <inheritdoc cref="IPlatformDirectoryGrain"/>
[GrainType("wa.directory.platform"), StatelessWorker(2), Reentrant]
internal sealed class PlatformDirectoryGrain(IStateStore states) : Grain, IPlatformDirectoryGrain
{
    public async Task<Page<TenantView>> Tenants(PageRequest page, CancellationToken ct)
    {
        var rows = await states.List("wa.tenant", "", StatePages.After(page, ""), page.Limit, ct);
        var views = rows.Select(r => TenantRules.View(GrainKeys.ScopeOf(r.Key.GrainKey), StateJson.Read<TenantState>(r)));
        return StatePages.Page(views.ToImmutableArray(), rows, page);
    }

    public async Task Ping(CancellationToken ct) => await states.Read(new StateKey("wa.tenant", "_platform/", "ping"), ct);
}
