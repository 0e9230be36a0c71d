namespace OrleansWa.ClientApi.Hosting;

/// <summary>What one connection and one request may take.</summary>
internal static class KestrelLimits
{
    /// <summary>Largest body of the JSON API.</summary>
    public const int JsonBodyBytesMax = 1024 * 1024;

    public static void AddKestrelLimits(this WebApplicationBuilder builder) => builder.WebHost.ConfigureKestrel(kestrel =>
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = JsonBodyBytesMax;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.Limits.MaxConcurrentConnections = 20_000;
        kestrel.Limits.MaxConcurrentUpgradedConnections = 20_000;
    });
}
