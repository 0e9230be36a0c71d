using OrleansWa.Contracts.State;

namespace OrleansWa.Grains.Management;

/// <summary>Stands for stored state that is not in our table, e.g. in the stock tables of Microsoft.Orleans.Persistence.AdoNet: it says why, and shows nothing.</summary>
/// <param name="reason">One sentence for a person, with the remedy.</param>
public sealed class UnavailableStateCatalog(string reason) : IStateCatalog
{
    /// <inheritdoc/>
    public string? Unavailable => reason;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> Types(CancellationToken ct = default) => throw new InvalidOperationException(reason);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StateEntry>> List(string grainType, string keyPrefix, string? afterKey, int grains, CancellationToken ct = default) =>
        throw new InvalidOperationException(reason);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredState>> Of(string grainType, string grainKey, CancellationToken ct = default) =>
        throw new InvalidOperationException(reason);
}
