using OrleansWa.Contracts.Management;

namespace OrleansWa.Silo;

/// <summary>Activations of the embedded runtime: this process is the only silo, so that what it knows is exact.</summary>
internal sealed class Activations(EmbeddedSilo silo) : IActivations
{
    public ValueTask<GrainActivation?> Find(GrainId grain, CancellationToken ct) =>
        new(silo.GetActivations(grain) is [var activation, ..] ? new GrainActivation(Environment.MachineName, activation.Since) : null);

    public ValueTask<IReadOnlyList<bool>> AreActive(IReadOnlyList<GrainId> grains, CancellationToken ct) =>
        new([.. grains.Select(grain => silo.GetActivations(grain).Count > 0)]);

    // Not awaited: a turn that runs may take as long as the deactivation timeout, and the caller only asks.
    public ValueTask<bool> Deactivate(GrainId grain, CancellationToken ct)
    {
        var isActive = silo.GetActivations(grain).Count > 0;
        if (isActive)
        {
            _ = silo.DeactivateAsync(grain);
        }

        return new(isActive);
    }
}
