using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansWa.ClientApi;

namespace OrleansWa.Testing.Product;

/// <summary>The product in this process, as in production: real Kestrel on a free port, SQLite in a temporary directory unless it is configured, the emulator in Meta's place.</summary>
public sealed class ProductHost : IAsyncDisposable
{
    /// <summary>The platform admin's key.</summary>
    public const string AdminKey = "owa_testtesttesttesttesttesttesttesttesttesttesttest";

    private readonly string _directory = System.IO.Directory.CreateTempSubdirectory("owa-host-").FullName;
    private readonly bool _ownsEmulator;

    private ProductHost(EmulatorControl emulator, bool ownsEmulator, Action<WebApplicationBuilder>? configure)
    {
        Emulator = emulator;
        _ownsEmulator = ownsEmulator;
        App = ClientApiHost.Build(Arguments(emulator, _directory, "http://127.0.0.1:0"), builder =>
        {
            builder.Logging.ClearProviders();
            configure?.Invoke(builder);
        });
    }

    /// <summary>The host.</summary>
    public WebApplication App { get; }

    /// <summary>Meta and the patients.</summary>
    public EmulatorControl Emulator { get; }

    /// <summary>Where its database is.</summary>
    public string DataDirectory => _directory;

    /// <summary>Its address.</summary>
    public string Url => App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>Its port.</summary>
    public int Port => new Uri(Url).Port;

    /// <summary>Secret that signs webhooks of the platform's app.</summary>
    public string AppSecret => Emulator.AppSecret;

    /// <summary>A client with the platform admin's key.</summary>
    public ProductClient Admin { get; private set; } = null!;

    /// <summary>The command line of the product in production.</summary>
    public static string[] Arguments(EmulatorControl emulator, string dataDirectory, string url) =>
    [
        "--urls", url,
        "--environment", "Production",
        $"--Storage:DataDirectory={dataDirectory}",
        $"--CloudApi:BaseUrl={emulator.Url}",
        $"--CloudApi:AppSecret={emulator.AppSecret}",
        $"--CloudApi:VerifyToken={emulator.VerifyToken}",
        $"--Bootstrap:ApiKey={AdminKey}",
        "--Serilog:MinimumLevel:Default=Warning",
        "--Serilog:MinimumLevel:Override:Microsoft.Hosting.Lifetime=Warning",
    ];

    /// <summary>Starts it; returns when it is ready.</summary>
    public static async Task<ProductHost> Start(EmulatorControl? emulator = null, Action<WebApplicationBuilder>? configure = null)
    {
        var host = new ProductHost(emulator ?? await EmulatorControl.Start(), emulator is null, configure);
        await host.App.StartAsync();
        host.Emulator.SendWebhooksTo(host.Url);
        host.Admin = new ProductClient(host.Url, AdminKey);
        await Ready.Wait(host.Url);
        return host;
    }

    /// <summary>Id of the number of a tenant's channel.</summary>
    public static string PhoneNumberId(string tenantId) => ClinicNumbers.PhoneNumberId(tenantId);

    /// <summary>Sets a tenant up over the API.</summary>
    public Task<ProductClient> OpenClinic(string tenantId, string? flow = null, object? ownApp = null) =>
        ClinicSetup.Open(Url, Admin, Emulator, tenantId, flow, ownApp);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        Admin?.Dispose();
        if (_ownsEmulator)
        {
            await Emulator.DisposeAsync();
        }

        System.IO.Directory.Delete(_directory, recursive: true);
    }
}
