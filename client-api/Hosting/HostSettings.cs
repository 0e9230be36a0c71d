using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using OrleansWa.Contracts;

namespace OrleansWa.ClientApi.Hosting;

/// <summary>Checks the settings of the host and fills in what Development gives by itself, before anything reads them.</summary>
internal static class HostSettings
{
    public const string DataDirectory = "Storage:DataDirectory";
    public const string AppSecret = "CloudApi:AppSecret";
    public const string VerifyToken = "CloudApi:VerifyToken";
    public const string CloudApiBaseUrl = "CloudApi:BaseUrl";
    public const string EmulatorEnabled = "Emulator:Enabled";
    public const string EmulatorUrl = "Emulator:Url";
    public const string FailuresBeforeLock = "Security:FailuresBeforeLock";
    public const string BootstrapApiKey = "Bootstrap:ApiKey";
    private const string DefaultUrl = "http://localhost:8080";
    private const string DefaultEmulatorUrl = "http://localhost:8081";

    public static void Apply(WebApplicationBuilder builder)
    {
        var settings = builder.Configuration;
        SettingsCheck.Run(settings, builder.Environment);
        settings[DataDirectory] = Path.GetFullPath(settings[DataDirectory] is { Length: > 0 } directory ? directory : "data");
        if (NoAddress(settings))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        settings[EmulatorEnabled] = IsEmulatorEnabled(settings, builder.Environment) ? "true" : "false";
        if (settings.GetValue<bool>(EmulatorEnabled))
        {
            ApplyEmulator(settings);
        }
    }

    public static bool IsEmulatorEnabled(IConfiguration settings, IHostEnvironment environment) =>
        settings[EmulatorEnabled] is { Length: > 0 } text ? bool.Parse(text) : environment.IsDevelopment();

    // The product and the emulator share what Meta and the product would: the app's secret, drawn anew for each start unless it is set.
    private static void ApplyEmulator(ConfigurationManager settings)
    {
        settings[EmulatorUrl] = WithPort(settings[EmulatorUrl] is { Length: > 0 } url ? url : DefaultEmulatorUrl);
        SetDefault(settings, AppSecret, NewSecret());
        SetDefault(settings, VerifyToken, NewSecret());
        SetDefault(settings, CloudApiBaseUrl, settings[EmulatorUrl]!);
    }

    private static void SetDefault(ConfigurationManager settings, string key, string value)
    {
        if (string.IsNullOrEmpty(settings[key]))
        {
            settings[key] = value;
        }
    }

    private static string NewSecret() => DerivedId.Base32(RandomNumberGenerator.GetBytes(32));

    // The connector must know the emulator's address before it listens, so port 0 is resolved here.
    private static string WithPort(string url)
    {
        var address = new UriBuilder(url);
        if (address.Port != 0)
        {
            return address.Uri.GetLeftPart(UriPartial.Authority);
        }

        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        address.Port = ((IPEndPoint)probe.LocalEndpoint).Port;
        return address.Uri.GetLeftPart(UriPartial.Authority);
    }

    private static bool NoAddress(ConfigurationManager settings) =>
        string.IsNullOrEmpty(settings[WebHostDefaults.ServerUrlsKey])
        && string.IsNullOrEmpty(settings[WebHostDefaults.HttpPortsKey])
        && string.IsNullOrEmpty(settings[WebHostDefaults.HttpsPortsKey])
        && !settings.GetSection("Kestrel:Endpoints").Exists();
}
