namespace OrleansWa.Console.Tests;

/// <summary>The browser of the machine: the file that <c>CHROMIUM</c> names, or the system's chromium.</summary>
internal static class Chromium
{
    private static readonly string[] Usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    /// <summary>Where it is; null when there is none.</summary>
    public static string? Path { get; } = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named ? named : Usual.FirstOrDefault(File.Exists);

    /// <summary>Why browser tests cannot run here; null when they can. A wrong <c>CHROMIUM</c> is no reason to skip: its tests fail.</summary>
    public static string? Missing =>
        Path is null ? "There is no Chromium: apt-get install chromium, or name one with CHROMIUM=/path/to/it." : null;
}

/// <summary>A test in a real browser; a visible skip with its reason where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    /// <summary>Looks for the browser when tests are discovered.</summary>
    public BrowserFactAttribute() => Skip = Chromium.Missing;
}
