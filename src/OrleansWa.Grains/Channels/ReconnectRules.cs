namespace OrleansWa.Grains.Channels;

/// <summary>When a lost session tries again (SPEC section 3): 30 s first, doubling to 15 min, with jitter; after 10 attempts a slow probe every 15 min.</summary>
internal static class ReconnectRules
{
    /// <summary>Attempts before the state becomes <c>error</c>.</summary>
    public const int AttemptsMax = 10;

    /// <summary>The slow probe after that.</summary>
    public static readonly TimeSpan Probe = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan First = TimeSpan.FromSeconds(30);

    /// <summary>The wait before the next attempt.</summary>
    /// <param name="attempts">Attempts already made, at least 1.</param>
    /// <param name="chance">Uniform in [0, 1); spreads sessions that were lost together by up to a quarter.</param>
    public static TimeSpan Delay(int attempts, double chance)
    {
        if (attempts >= AttemptsMax)
        {
            return Probe;
        }

        var doubled = First * Math.Pow(2, Math.Min(attempts - 1, 10));
        var capped = doubled < Probe ? doubled : Probe;
        return capped * (0.75 + (0.25 * chance));
    }
}
