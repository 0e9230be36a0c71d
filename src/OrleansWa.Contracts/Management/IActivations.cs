namespace OrleansWa.Contracts.Management;

/// <summary>What the actor runtime knows of the activations of grains that keep state. Stateless workers are none of its business.</summary>
public interface IActivations
{
    /// <summary>Where and since when a grain is in memory, or null when it is not.</summary>
    ValueTask<GrainActivation?> Find(GrainId grain, CancellationToken ct = default);

    /// <summary>Whether each of these grains is in memory, in their order; in a cluster as the directory last knew it.</summary>
    ValueTask<IReadOnlyList<bool>> AreActive(IReadOnlyList<GrainId> grains, CancellationToken ct = default);

    /// <summary>Asks an activation to go after its present turn; calls that wait go to the next one. False when there was none to ask.</summary>
    ValueTask<bool> Deactivate(GrainId grain, CancellationToken ct = default);
}
