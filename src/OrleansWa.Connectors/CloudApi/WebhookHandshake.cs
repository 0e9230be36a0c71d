using System.Security.Cryptography;
using System.Text;

namespace OrleansWa.Connectors.CloudApi;

/// <summary>
/// Checks the GET by which Meta verifies a callback URL (Meta, "Webhooks: verification requests"): answer the bare challenge as
/// <c>text/plain</c>, or 403.
/// </summary>
public static class WebhookHandshake
{
    /// <summary>Longest challenge that is echoed, in characters; Meta sends about ten digits.</summary>
    public const int ChallengeLengthMax = 256;

    /// <summary>Whether Meta asks to subscribe and knows the verify token; compared in constant time. An empty expected token matches nothing.</summary>
    /// <param name="mode">Query value <c>hub.mode</c>.</param>
    /// <param name="token">Query value <c>hub.verify_token</c>.</param>
    /// <param name="expectedToken">The verify token configured for this callback URL.</param>
    public static bool IsValid(string? mode, string? token, string? expectedToken) =>
        mode == "subscribe" && !string.IsNullOrEmpty(expectedToken) && token is not null && SameText(token, expectedToken);

    /// <summary>The text to answer with status 200, or null for 403.</summary>
    /// <param name="mode">Query value <c>hub.mode</c>.</param>
    /// <param name="token">Query value <c>hub.verify_token</c>.</param>
    /// <param name="challenge">Query value <c>hub.challenge</c>; null, empty or longer than <see cref="ChallengeLengthMax"/> is refused.</param>
    /// <param name="expectedToken">The verify token configured for this callback URL.</param>
    public static string? Answer(string? mode, string? token, string? challenge, string? expectedToken) =>
        challenge is { Length: > 0 and <= ChallengeLengthMax } && IsValid(mode, token, expectedToken) ? challenge : null;

    // Hashes have one length, so that not even the token's length shows in the time taken.
    private static bool SameText(string a, string b)
    {
        Span<byte> hashOfA = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> hashOfB = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(a), hashOfA);
        SHA256.HashData(Encoding.UTF8.GetBytes(b), hashOfB);
        return CryptographicOperations.FixedTimeEquals(hashOfA, hashOfB);
    }
}
