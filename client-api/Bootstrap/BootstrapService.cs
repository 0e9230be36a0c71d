using OrleansWa.ClientApi.Health;
using OrleansWa.ClientApi.Hosting;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Security;

namespace OrleansWa.ClientApi.Bootstrap;

/// <summary>
/// After the start: makes the platform admin's key of the settings valid, or offers a one-time link as long as there is no platform admin.
/// Readiness waits for it, so that a script may use its key as soon as the product is ready. Safe to repeat at every start.
/// </summary>
internal sealed class BootstrapService(
    IGrainFactory grains,
    IConfiguration settings,
    ApiReadiness readiness,
    BootstrapLink link,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<BootstrapService> logger) : BackgroundService
{
    private const string Part = "bootstrap";
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastRetry = TimeSpan.FromSeconds(30);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        readiness.WaitFor(Part, "The platform admin's key is being prepared.");
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await StartedHost.WaitAsync(lifetime, stoppingToken);
        await readiness.WaitForSiloAsync(stoppingToken);
        CallScope.EnterPlatform();
        for (var wait = FirstRetry; !await TryAsync(stoppingToken); wait = wait * 2 < LastRetry ? wait * 2 : LastRetry)
        {
            await Task.Delay(wait, time, stoppingToken);
        }

        readiness.Done(Part);
    }

    private async Task<bool> TryAsync(CancellationToken stopping)
    {
        try
        {
            await OfferAsync(stopping);
            return true;
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            logger.LogError(e, "The platform admin's key could not be prepared; trying again");
            readiness.WaitFor(Part, "The platform admin's key could not be prepared; the log says why. It is tried again.");
            return false;
        }
    }

    private async Task OfferAsync(CancellationToken stopping)
    {
        var bootstrap = grains.GetGrain<IBootstrapGrain>(GrainKeys.Platform("bootstrap"));
        if (settings[HostSettings.BootstrapApiKey] is { Length: > 0 } key)
        {
            await grains.GetGrain<IApiKeyGrain>(GrainKeys.Platform("api-keys")).EnsurePlatformKey(key, stopping);
            await bootstrap.Close(stopping);
            link.Delete();
            return;
        }

        if (await bootstrap.Offer(stopping) is not { } token)
        {
            link.Delete();
            return;
        }

        link.Write(token);
        logger.LogInformation("There is no platform admin yet. Open the one-time link in this file: {File}", link.Path);
    }
}
