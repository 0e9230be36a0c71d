namespace OrleansWa.Contracts.Security;

/// <summary>The first platform admin: a one-time token that is exchanged for a key. Key <c>_platform/bootstrap</c>.</summary>
[Alias("wa.bootstrap")]
public interface IBootstrapGrain : IGrainWithStringKey
{
    /// <summary>
    /// Gives a new one-time token as long as no platform admin's key exists, and makes earlier tokens worthless; null once there is one.
    /// Only its hash is stored.
    /// </summary>
    [Alias("offer")]
    Task<string?> Offer(CancellationToken ct = default);

    /// <summary>Exchanges the token for a platform admin's key, once. A wrong or used token is <c>bootstrap_token_invalid</c> (403).</summary>
    [Alias("redeem")]
    Task<IssuedApiKey> Redeem(string token, CancellationToken ct = default);

    /// <summary>From now on no token is offered (a platform admin's key was set by configuration); safe to repeat.</summary>
    [Alias("close")]
    Task Close(CancellationToken ct = default);
}
