using System.Security.Cryptography;
using System.Text;

namespace OrleansWa.Contracts;

/// <summary>
/// Ids derived from their cause: the same cause gives the same id, so that repeating a step changes nothing (DESIGN.md, "A message's life").
/// </summary>
public static class DerivedId
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>An id of 26 base32 characters (128 bits of SHA-256 over the parts) behind a prefix.</summary>
    public static string From(string prefix, params ReadOnlySpan<string> parts)
    {
        var text = string.Join('\n', parts);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return prefix + Base32(hash[..16]);
    }

    /// <summary>Lower-case base32 (RFC 4648 alphabet, no padding).</summary>
    public static string Base32(ReadOnlySpan<byte> bytes)
    {
        Span<char> chars = stackalloc char[((bytes.Length * 8) + 4) / 5];
        int buffer = 0, bits = 0, at = 0;
        foreach (var b in bytes)
        {
            buffer = (buffer << 8) | b;
            bits += 8;
            while (bits >= 5)
            {
                bits -= 5;
                chars[at++] = Alphabet[(buffer >> bits) & 31];
            }

            buffer &= (1 << bits) - 1;
        }

        if (bits > 0)
        {
            chars[at++] = Alphabet[(buffer << (5 - bits)) & 31];
        }

        return new string(chars[..at]);
    }
}
