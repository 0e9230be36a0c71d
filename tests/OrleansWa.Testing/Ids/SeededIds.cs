using OrleansWa.Contracts;

namespace OrleansWa.Testing.Ids;

/// <summary>Ids from a seed, so that a run can be repeated.</summary>
public sealed class SeededIds(int seed) : IIdSource
{
    private readonly Random _random = new(seed);

    /// <inheritdoc/>
    public string NewId(string prefix) => prefix + Bytes(16);

    /// <inheritdoc/>
    public string NewSecret() => Bytes(32);

    private string Bytes(int count)
    {
        var bytes = new byte[count];
        lock (_random)
        {
            _random.NextBytes(bytes);
        }

        return DerivedId.Base32(bytes);
    }
}
