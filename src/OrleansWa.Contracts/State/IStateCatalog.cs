namespace OrleansWa.Contracts.State;

/// <summary>Looks over stored grain state of every type, for whoever runs the platform. What grains themselves need is <see cref="IStateStore"/>.</summary>
public interface IStateCatalog
{
    /// <summary>Why stored state cannot be looked at here, as one sentence for a person; null when it can, and only then the rest may be called.</summary>
    string? Unavailable { get; }

    /// <summary>Grain types that have stored state, in ordinal order.</summary>
    ValueTask<IReadOnlyList<string>> Types(CancellationToken ct = default);

    /// <summary>What is stored of the grains of one type whose key starts with a prefix, by key and state name, without the states themselves.</summary>
    /// <param name="grainType">The grain's type.</param>
    /// <param name="keyPrefix">Prefix, e.g. <c>acme/</c>; empty for all.</param>
    /// <param name="afterKey">The last key of the page before, or null.</param>
    /// <param name="grains">Grains wanted, at most 1,000; one with two states gives two rows.</param>
    /// <param name="ct">Cancels the read.</param>
    ValueTask<IReadOnlyList<StateEntry>> List(string grainType, string keyPrefix, string? afterKey, int grains, CancellationToken ct = default);

    /// <summary>Every stored state of one grain, by state name.</summary>
    ValueTask<IReadOnlyList<StoredState>> Of(string grainType, string grainKey, CancellationToken ct = default);
}
