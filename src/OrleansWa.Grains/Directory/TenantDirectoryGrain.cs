using System.Collections.Immutable;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Directory;
using OrleansWa.Contracts.Flows;
using OrleansWa.Contracts.State;
using OrleansWa.Grains.Channels;
using OrleansWa.Grains.Flows;
using OrleansWa.Grains.State;

namespace OrleansWa.Grains.Directory;

/// <inheritdoc cref="ITenantDirectoryGrain"/>
[GrainType("wa.directory.tenant"), StatelessWorker(2), Reentrant]
internal sealed class TenantDirectoryGrain(IStateStore states, TimeProvider time) : Grain, ITenantDirectoryGrain
{
    public async Task<Page<ChannelView>> Channels(PageRequest page, CancellationToken ct)
    {
        var rows = await List("wa.channel", page, ct);
        var views = rows.Select(r => ChannelViews.View(GrainKeys.Split(r.Key.GrainKey).Second, StateJson.Read<ChannelState>(r), time.GetUtcNow()));
        return StatePages.Page(views.ToImmutableArray(), rows, page);
    }

    public async Task<Page<FlowView>> Flows(PageRequest page, CancellationToken ct)
    {
        var rows = await List("wa.flow", page, ct);
        var views = rows.Select(r => StateJson.Read<FlowState>(r).View(GrainKeys.Split(r.Key.GrainKey).Second));
        return StatePages.Page(views.ToImmutableArray(), rows, page);
    }

    private ValueTask<IReadOnlyList<StoredState>> List(string type, PageRequest page, CancellationToken ct) =>
        states.List(type, this.GetPrimaryKeyString(), StatePages.After(page, this.GetPrimaryKeyString()), page.Limit, ct);
}
