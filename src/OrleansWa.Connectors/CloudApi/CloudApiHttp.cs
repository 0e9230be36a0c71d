using System.Diagnostics;
using System.Net;

namespace OrleansWa.Connectors.CloudApi;

/// <summary>Settings of the HTTP client that speaks to Meta.</summary>
public static class CloudApiHttp
{
    /// <summary>Name of the client in <see cref="IHttpClientFactory"/>; configure its primary handler to replace the network in a simulation.</summary>
    public const string ClientName = "OrleansWa.CloudApi";

    /// <summary>Most connections to Meta at once; more requests wait for one within their time limit.</summary>
    public const int ConnectionsMax = 256;

    /// <summary>Largest answer that is read, in bytes.</summary>
    public const int AnswerBytesMax = 1024 * 1024;

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The handler for the real network: connections are renewed so that DNS changes are seen; redirects are not followed (they would carry the
    /// token elsewhere, and could send twice); no cookies; no proxy that the environment happens to name.
    /// </summary>
    public static SocketsHttpHandler CreateHandler() => new()
    {
        ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = ConnectTimeout,
        MaxConnectionsPerServer = ConnectionsMax,
        PooledConnectionIdleTimeout = IdleTimeout,
        PooledConnectionLifetime = ConnectionLifetime,
        UseCookies = false,
        UseProxy = false,
    };

    /// <summary>
    /// Sets what every client needs: an infinite time-out of its own (limits follow the <see cref="TimeProvider"/>), a bounded answer, and a
    /// User-Agent, without which some of Meta's hosts refuse.
    /// </summary>
    public static void Configure(HttpClient client)
    {
        client.Timeout = Timeout.InfiniteTimeSpan;
        client.MaxResponseContentBufferSize = AnswerBytesMax;
        client.DefaultRequestHeaders.UserAgent.ParseAdd("OrleansWa/1.0");
        client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
    }
}
