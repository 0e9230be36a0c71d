using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace OrleansWa.ClientApi.Hosting;

/// <summary>Refuses settings that cannot work; each failure names the key and the remedy. What the silo reads, the silo checks.</summary>
internal static partial class SettingsCheck
{
    public static void Run(IConfiguration settings, IHostEnvironment environment)
    {
        string?[] failures =
        [
            .. Urls(settings),
            Directory(settings),
            Secret(settings, HostSettings.AppSecret, "the app's secret from Meta's dashboard (App settings, Basic)"),
            Secret(settings, HostSettings.VerifyToken, "the word that you typed beside the callback address in Meta's dashboard"),
            ApiKey(settings),
            Emulator(settings, environment),
            Address(settings, HostSettings.EmulatorUrl),
            Format(settings),
            FailuresBeforeLock(settings),
        ];
        string[] found = [.. failures.OfType<string>()];
        if (found.Length > 0)
        {
            throw new OptionsValidationException("settings", typeof(HostSettings), found);
        }
    }

    private static IEnumerable<string?> Urls(IConfiguration settings)
    {
        foreach (var url in (settings[WebHostDefaults.ServerUrlsKey] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            yield return IsBindable(url) ? null : $"urls: '{url}' is no address. Use http://host:port, e.g. http://localhost:8080.";
        }
    }

    private static bool IsBindable(string url)
    {
        try
        {
            return BindingAddress.Parse(url).Scheme is "http" or "https";
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static string? Directory(IConfiguration settings)
    {
        var path = settings[HostSettings.DataDirectory] is { Length: > 0 } text ? text : "data";
        try
        {
            OwnerOnly.CreateDirectory(Path.GetFullPath(path));
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"{HostSettings.DataDirectory}: '{path}' cannot be created ({e.Message}). Name a directory that this process may write.";
        }
    }

    private static string? Secret(IConfiguration settings, string key, string what) =>
        settings[key] is { Length: > 0 } text && text.Any(c => c is <= ' ' or > '~')
            ? $"{key}: holds spaces or characters outside ASCII. Set {what}, without quotes."
            : null;

    private static string? ApiKey(IConfiguration settings) =>
        settings[HostSettings.BootstrapApiKey] is { Length: > 0 } key && !StrongKey().IsMatch(key)
            ? $"{HostSettings.BootstrapApiKey}: is no strong key. Use owa_ and at least 32 random letters or digits, "
                + "e.g. echo owa_$(openssl rand -hex 32); or leave it empty and use the one-time link."
            : null;

    private static string? Emulator(IConfiguration settings, IHostEnvironment environment)
    {
        if (settings[HostSettings.EmulatorEnabled] is not { Length: > 0 } text)
        {
            return null;
        }

        if (!bool.TryParse(text, out var enabled))
        {
            return $"{HostSettings.EmulatorEnabled}: '{text}' is neither true nor false.";
        }

        return enabled && !environment.IsDevelopment()
            ? $"{HostSettings.EmulatorEnabled}: the emulator stands in for Meta and accepts anybody, so it runs in Development only "
                + $"(this is {environment.EnvironmentName}). Remove the setting, or start with --environment Development."
            : null;
    }

    private static string? Address(IConfiguration settings, string key) =>
        settings[key] is { Length: > 0 } text && !(Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http")
            ? $"{key}: '{text}' is no address. Use http://host:port, e.g. http://localhost:8081."
            : null;

    private static string? FailuresBeforeLock(IConfiguration settings) =>
        settings[HostSettings.FailuresBeforeLock] is { Length: > 0 } text && !(int.TryParse(text, CultureInfo.InvariantCulture, out var count) && count > 0)
            ? $"{HostSettings.FailuresBeforeLock}: '{text}' is no number above 0. It is how many wrong keys one address may send before it has to wait."
            : null;

    private static string? Format(IConfiguration settings) =>
        settings["Logging:Format"] is { Length: > 0 } text && text is not ("json" or "text")
            ? $"Logging:Format: '{text}' is unknown. Use json or text."
            : null;

    [GeneratedRegex("\\Aowa_[A-Za-z0-9_-]{32,200}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex StrongKey();
}
