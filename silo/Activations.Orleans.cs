using Orleans.Core.Internal;
using OrleansWa.Contracts.Management;

namespace OrleansWa.Silo;

/// <summary>
/// Activations of a cluster. The directory's answer may come from a cache that still names an activation which is gone, so that a grain that is
/// looked at closely is also asked for at every silo; a list is as the directory last knew it.
/// </summary>
internal sealed class Activations(IGrainFactory grains) : IActivations
{
    private IManagementGrain Management => grains.GetGrain<IManagementGrain>(0);

    public async ValueTask<GrainActivation?> Find(GrainId grain, CancellationToken ct)
    {
        var reference = grains.GetGrain(grain);
        var silo = await Management.GetActivationAddress(reference);
        return silo is not null && await Management.GetGrainActivationCount((GrainReference)reference) > 0
            ? new GrainActivation(silo.ToParsableString(), null)
            : null;
    }

    public async ValueTask<IReadOnlyList<bool>> AreActive(IReadOnlyList<GrainId> ids, CancellationToken ct) =>
        await Task.WhenAll(ids.Select(async id => await Management.GetActivationAddress(grains.GetGrain(id)) is not null));

    // Asking a grain that is not active would activate it first.
    public async ValueTask<bool> Deactivate(GrainId grain, CancellationToken ct)
    {
        if (await Find(grain, ct) is null)
        {
            return false;
        }

        await grains.GetGrain(grain).AsReference<IGrainManagementExtension>().DeactivateOnIdle();
        return true;
    }
}
