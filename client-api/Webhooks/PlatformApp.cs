using System.Security.Cryptography;
using OrleansWa.ClientApi.Hosting;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Tenants;

namespace OrleansWa.ClientApi.Webhooks;

/// <summary>The platform's own Meta app, from the settings.</summary>
internal sealed class PlatformApp
{
    private readonly ILogger<PlatformApp> _logger;
    private int _explained;

    public PlatformApp(IConfiguration settings, ILogger<PlatformApp> logger)
    {
        _logger = logger;
        var secret = settings[HostSettings.AppSecret];
        var verifyToken = settings[HostSettings.VerifyToken];
        Credentials = string.IsNullOrEmpty(secret) || string.IsNullOrEmpty(verifyToken) ? null : new AppCredentials(secret, verifyToken);
    }

    /// <summary>Its secrets; null when they are not set, and then no webhook of it is taken.</summary>
    public AppCredentials? Credentials { get; }

    /// <summary>Stands in where there is no app, so that an unknown tenant takes the same steps as a wrong signature.</summary>
    public static AppCredentials Nobody { get; } =
        new(DerivedId.Base32(RandomNumberGenerator.GetBytes(32)), DerivedId.Base32(RandomNumberGenerator.GetBytes(32)));

    /// <summary>Says once why webhooks are refused.</summary>
    public void ExplainRefusal()
    {
        if (Credentials is null && Interlocked.Exchange(ref _explained, 1) == 0)
        {
            _logger.LogWarning(
                "A webhook was refused: {AppSecret} and {VerifyToken} are not both set, so no signature can be checked",
                HostSettings.AppSecret,
                HostSettings.VerifyToken);
        }
    }
}
