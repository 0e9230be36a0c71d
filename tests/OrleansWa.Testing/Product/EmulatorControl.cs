using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansWa.CloudApiEmulator;
using OrleansWa.CloudApiEmulator.Faulting;

namespace OrleansWa.Testing.Product;

/// <summary>The emulator as a test runs it: in this process, on a free port, so that it outlives a killed product.</summary>
public sealed class EmulatorControl : IAsyncDisposable
{
    private readonly WebApplication _app;

    private EmulatorControl(WebApplication app, string appSecret, string verifyToken)
    {
        _app = app;
        AppSecret = appSecret;
        VerifyToken = verifyToken;
        Model = app.Services.GetRequiredService<CloudApiEmulator.CloudApiEmulator>();
    }

    /// <summary>Control of the emulated world.</summary>
    public CloudApiEmulator.CloudApiEmulator Model { get; }

    /// <summary>Secret of the platform's app.</summary>
    public string AppSecret { get; }

    /// <summary>Verify token of the platform's app.</summary>
    public string VerifyToken { get; }

    /// <summary>Its address.</summary>
    public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>Starts one without limits on throughput, whose statuses come at once.</summary>
    /// <param name="configure">Changes the options.</param>
    /// <param name="port">Port on loopback; 0 takes a free one.</param>
    public static async Task<EmulatorControl> Start(Action<EmulatorOptions>? configure = null, int port = 0)
    {
        var options = new EmulatorOptions
        {
            AppSecret = "test-app-secret",
            VerifyToken = "test-verify-token",
            StatusDelayMin = TimeSpan.Zero,
            StatusDelayMax = TimeSpan.Zero,
            ManagementCallsPerHour = 0,
            Faults = new Faults { ThroughputPerSecond = 1_000_000, PairLimit = false },
        };
        configure?.Invoke(options);
        var app = EmulatorHost.Create(options, [$"http://127.0.0.1:{port}"], configure: b => b.Logging.ClearProviders());
        await app.StartAsync();
        return new EmulatorControl(app, options.AppSecret, options.VerifyToken);
    }

    /// <summary>Where webhooks of the platform's app go from now on.</summary>
    public void SendWebhooksTo(string productUrl)
    {
        var app = Model.Apps[0];
        Model.AddApp(app with { CallbackUrl = productUrl.TrimEnd('/') + "/webhooks/whatsapp" });
    }

    /// <summary>Adds the number of a tenant's channel.</summary>
    public void AddNumber(string tenantId) => Model.AddNumber(new EmulatedNumber
    {
        PhoneNumberId = ClinicNumbers.PhoneNumberId(tenantId),
        BusinessAccountId = ClinicNumbers.BusinessAccountId(tenantId),
        DisplayPhoneNumber = "+55 11 4000-0000",
        AccessToken = ClinicNumbers.AccessToken(tenantId),
    });

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
