using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using OrleansWa.ClientApi;
using OrleansWa.Testing.Product;

namespace OrleansWa.Api.Tests.Docs;

/// <summary>The product as <c>dotnet run</c> starts it for a newcomer: Development, with the emulator inside; on free ports.</summary>
internal sealed class DevelopmentHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private DevelopmentHost(WebApplication app, string directory) => (_app, DataDirectory) = (app, directory);

    public string DataDirectory { get; }

    public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public string EmulatorUrl => _app.Configuration["Emulator:Url"]!;

    public static string RepositoryRoot
    {
        get
        {
            var directory = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(directory!.FullName, "OrleansWa.sln")))
            {
                directory = directory.Parent;
            }

            return directory.FullName;
        }
    }

    /// <summary>Starts it; returns when it is ready and its demo tenant answers.</summary>
    public static async Task<DevelopmentHost> Start()
    {
        var directory = Directory.CreateTempSubdirectory("owa-development-").FullName;
        var app = ClientApiHost.Build(
        [
            "--environment", "Development",
            "--urls", "http://127.0.0.1:0",
            "--Emulator:Url=http://127.0.0.1:0",
            "--Emulator:StatusDelayMin=00:00:00",
            "--Emulator:StatusDelayMax=00:00:00",
            $"--Storage:DataDirectory={directory}",
            "--Serilog:MinimumLevel:Default=Warning",
            "--Serilog:MinimumLevel:Override:Microsoft.Hosting.Lifetime=Warning",
        ]);
        var host = new DevelopmentHost(app, directory);
        await app.StartAsync();
        await Ready.Wait(host.Url);
        await host.DemoIsThere();
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(DataDirectory, recursive: true);
    }

    // The file of the demo's key is written last.
    private async Task DemoIsThere()
    {
        using var http = new HttpClient { BaseAddress = new Uri(Url) };
        for (var looks = 0; !File.Exists(Path.Combine(DataDirectory, "demo-api-key")); looks++)
        {
            looks.ShouldBeLessThan(100_000, string.Create(CultureInfo.InvariantCulture, $"no demo tenant at {Url}"));
            await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        }
    }
}
