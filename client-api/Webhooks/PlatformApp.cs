using System.Security.Cryptography;
using OrleansWa.ClientApi.Hosting;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Tenants;

namespace OrleansWa.ClientApi.Webhooks;

/// <summary>The platform's own Meta app, from the settings. What is not set is a word that nobody knows: everything is refused.</summary>
internal sealed class PlatformApp
{
    private readonly ILogger<PlatformApp> _logger;
    private readonly string? _missing;
    private int _explained;

    public PlatformApp(IConfiguration settings, ILogger<PlatformApp> logger)
    {
        _logger = logger;
        var secret = settings[HostSettings.AppSecret];
        var verifyToken = settings[HostSettings.VerifyToken];
        _missing = string.IsNullOrEmpty(secret) ? HostSettings.AppSecret : string.IsNullOrEmpty(verifyToken) ? HostSettings.VerifyToken : null;
        Credentials = new AppCredentials(
            string.IsNullOrEmpty(secret) ? Nobody.AppSecret : secret,
            string.IsNullOrEmpty(verifyToken) ? Nobody.VerifyToken : verifyToken);
    }

    /// <summary>Its secrets.</summary>
    public AppCredentials Credentials { get; }

    /// <summary>Stands in where there is no app, so that an unknown tenant takes the same steps as a wrong signature.</summary>
    public static AppCredentials Nobody { get; } = new(NewSecret(), NewSecret());

    /// <summary>Says once why webhooks of the platform's app are refused.</summary>
    public void WarnIfIncomplete()
    {
        if (_missing is not null && Interlocked.Exchange(ref _explained, 1) == 0)
        {
            _logger.LogWarning(
                "{Key} is not set, so webhooks of the platform's own Meta app are refused. Set it as in Meta's dashboard, or give each tenant its own app",
                _missing);
        }
    }

    private static string NewSecret() => DerivedId.Base32(RandomNumberGenerator.GetBytes(32));
}
