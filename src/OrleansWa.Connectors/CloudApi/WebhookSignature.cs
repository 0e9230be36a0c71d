using System.Security.Cryptography;
using System.Text;

namespace OrleansWa.Connectors.CloudApi;

/// <summary>
/// Checks <c>X-Hub-Signature-256</c>: <c>sha256=</c> and the hex HMAC-SHA256 of the bytes on the wire under the app secret
/// (Meta, "Webhooks: event notifications"). Check the raw body before anything parses it: re-serialised JSON has other bytes.
/// </summary>
public static class WebhookSignature
{
    /// <summary>Name of the header that carries the signature.</summary>
    public const string HeaderName = "X-Hub-Signature-256";

    private const string Prefix = "sha256=";
    private const int SecretBytesOnStack = 256;

    /// <summary>Whether the header is well formed and signs exactly this body. Takes the same time for every wrong digest.</summary>
    /// <param name="body">The body as received, not decoded.</param>
    /// <param name="header">Value of <see cref="HeaderName"/>; null when it is missing.</param>
    /// <param name="secret">The app secret as UTF-8; an empty one signs nothing.</param>
    public static bool IsValid(ReadOnlySpan<byte> body, string? header, ReadOnlySpan<byte> secret)
    {
        Span<byte> claimed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (secret.IsEmpty || !TryReadDigest(header, claimed))
        {
            return false;
        }

        Span<byte> actual = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, body, actual);
        return CryptographicOperations.FixedTimeEquals(claimed, actual);
    }

    /// <inheritdoc cref="IsValid(ReadOnlySpan{byte}, string?, ReadOnlySpan{byte})"/>
    public static bool IsValid(ReadOnlySpan<byte> body, string? header, string? secret)
    {
        secret ??= string.Empty;
        var length = Encoding.UTF8.GetByteCount(secret);
        Span<byte> bytes = length <= SecretBytesOnStack ? stackalloc byte[SecretBytesOnStack] : new byte[length];
        bytes = bytes[..length];
        Encoding.UTF8.GetBytes(secret, bytes);
        var valid = IsValid(body, header, bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return valid;
    }

    private static bool TryReadDigest(string? header, Span<byte> digest)
    {
        if (header is null
            || header.Length != Prefix.Length + (2 * HMACSHA256.HashSizeInBytes)
            || !header.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var status = Convert.FromHexString(header.AsSpan(Prefix.Length), digest, out _, out var written);
        return status == System.Buffers.OperationStatus.Done && written == digest.Length;
    }
}
