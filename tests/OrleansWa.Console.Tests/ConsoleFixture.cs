using Microsoft.Playwright;
using OrleansWa.Testing.Product;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace OrleansWa.Console.Tests;

/// <summary>One running product and one browser; each test has a tenant and a browser profile of its own.</summary>
public sealed class ConsoleFixture : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private int _tenants;

    /// <summary>The product.</summary>
    public ProductHost Host { get; private set; } = null!;

    /// <summary>A tenant id that no other test has.</summary>
    public string NewTenant(string word) => $"{word}-{Interlocked.Increment(ref _tenants)}";

    /// <summary>An empty tab of a new profile, as wide as asked for.</summary>
    public async Task<Tab> NewTab(int width = 1280, int height = 900) =>
        new(await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Host.Url,
            Locale = "en-GB",
            ViewportSize = new ViewportSize { Width = width, Height = height },
        }));

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (Chromium.Missing is not null)
        {
            return;
        }

        Host = await ProductHost.Start();
        _playwright = await Playwright.CreateAsync();
        // No sandbox: CI runs as root, where Chromium's own does not start. Only our own pages are opened.
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium.Path,
            Args = ["--no-sandbox", "--disable-dev-shm-usage"],
        });
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await (_browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        _playwright?.Dispose();
        if (Host is not null)
        {
            await Host.DisposeAsync();
        }
    }
}

/// <summary>Tests that share the running product and the browser.</summary>
[CollectionDefinition(Name)]
public sealed class SharedBrowser : ICollectionFixture<ConsoleFixture>
{
    public const string Name = "browser";
}
