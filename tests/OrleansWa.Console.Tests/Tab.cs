using Microsoft.Playwright;

namespace OrleansWa.Console.Tests;

/// <summary>A tab of a profile of its own. It keeps what the browser complains of: errors of scripts, and what a page's policy stopped.</summary>
public sealed class Tab(IBrowserContext profile) : IAsyncDisposable
{
    private readonly List<string> _complaints = [];

    /// <summary>The page in it.</summary>
    public IPage Page { get; private set; } = null!;

    /// <summary>What the browser complained of; the product's own refusals (4xx) are no complaint.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>Opens a path of the product.</summary>
    public async Task<IPage> Open(string path)
    {
        Page = await profile.NewPageAsync();
        Page.PageError += (_, error) => _complaints.Add(error);
        Page.Console += (_, line) =>
        {
            if (line.Type == "error" && !line.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                _complaints.Add(line.Text);
            }
        };
        await Page.GotoAsync(path);
        return Page;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => profile.DisposeAsync();
}
