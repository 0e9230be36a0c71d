using System.Security.Cryptography;
using OrleansWa.Contracts;

namespace OrleansWa.Hosting;

/// <summary>Ids and secrets from the operating system's random source.</summary>
public sealed class CryptographicIdSource : IIdSource
{
    /// <inheritdoc/>
    public string NewId(string prefix)
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        return prefix + DerivedId.Base32(bytes);
    }

    /// <inheritdoc/>
    public string NewSecret()
    {
        Span<byte> bytes = stackalloc byte[32];
        RandomNumberGenerator.Fill(bytes);
        return DerivedId.Base32(bytes);
    }
}
