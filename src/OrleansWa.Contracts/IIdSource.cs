namespace OrleansWa.Contracts;

/// <summary>Where ids and secrets that are not derived from a cause come from; seeded in tests and in the simulation.</summary>
public interface IIdSource
{
    /// <summary>A new id: the prefix and 26 lower-case base32 characters (128 bits).</summary>
    string NewId(string prefix);

    /// <summary>A new secret of 256 bits, as lower-case base32. The production source is cryptographic.</summary>
    string NewSecret();
}
