using System.Security.Cryptography;
using OrleansWa.ClientApi.Health;
using OrleansWa.ClientApi.Hosting;
using OrleansWa.CloudApiEmulator;
using Serilog;
using Serilog.Extensions.Logging;

namespace OrleansWa.ClientApi.Development;

/// <summary>
/// Runs the emulator beside the product as if it were Meta: another address, the same secret. A failure here is said and leaves the product
/// running.
/// </summary>
internal sealed class EmulatorService(
    IConfiguration settings,
    ServerAddress address,
    ApiReadiness readiness,
    DemoTenant demo,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    Serilog.ILogger lines,
    ILogger<EmulatorService> logger) : BackgroundService
{
    private const string Part = "demo";
    private WebApplication? _emulator;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        readiness.WaitFor(Part, "The emulator and the demo tenant are being prepared.");
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_emulator is not null)
        {
            await _emulator.StopAsync(cancellationToken);
            await _emulator.DisposeAsync();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await PrepareAsync(stoppingToken);
        }
        finally
        {
            readiness.Done(Part);
        }
    }

    private async Task PrepareAsync(CancellationToken stoppingToken)
    {
        await StartedHost.WaitAsync(lifetime, stoppingToken);
        try
        {
            _emulator = EmulatorHost.Create(Options(), [settings[HostSettings.EmulatorUrl]!], time, UseOurLog);
            await _emulator.StartAsync(stoppingToken);
        }
        catch (IOException e)
        {
            logger.LogError(
                "The emulator cannot listen on {Url}: {Reason} Choose another address: {Key}", settings[HostSettings.EmulatorUrl], e.Message, HostSettings.EmulatorUrl);
            return;
        }

        await readiness.WaitForSiloAsync(stoppingToken);
        await SeedAsync(stoppingToken);
    }

    private async Task SeedAsync(CancellationToken stopping)
    {
        try
        {
            await demo.SeedAsync();
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            logger.LogError(e, "The demo tenant could not be prepared; the product runs without it");
        }
    }

    private EmulatorOptions Options()
    {
        var section = settings.GetSection("Emulator");
        var options = section.Get<EmulatorOptions>() ?? new EmulatorOptions();
        options.AppSecret = settings[HostSettings.AppSecret]!;
        options.VerifyToken = settings[HostSettings.VerifyToken]!;
        options.CallbackUrl ??= $"{address.Local}/webhooks/whatsapp";
        options.Numbers = [DemoNumbers.Demo, DemoNumbers.Free, .. options.Numbers];
        if (section[nameof(EmulatorOptions.Seed)] is null)
        {
            // The same seed gives the same message ids; over a database that stays they would look like repeats.
            options.Seed = RandomNumberGenerator.GetInt32(int.MaxValue);
        }

        return options;
    }

    private void UseOurLog(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddSerilog(lines);
        builder.Logging.AddFilter<SerilogLoggerProvider>("Microsoft", LogLevel.Warning);
    }
}
