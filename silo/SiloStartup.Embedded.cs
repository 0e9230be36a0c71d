using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OrleansWa.Silo;

/// <summary>Starts the silo behind the open port, so that liveness answers at once; a silo that cannot start ends the process.</summary>
internal sealed class SiloStartup(
    SiloLifecycle silo, SiloReadiness readiness, IHostApplicationLifetime lifetime, ILogger<SiloStartup> logger) : BackgroundService
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await silo.Stop(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await silo.Start(stoppingToken);
            await silo.LookAfterChannels(stoppingToken);
        }
        catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
        {
            readiness.Say("The silo could not start; its log says why.");
            logger.LogCritical(fault, "The silo could not start: {Reason}", fault.Message);
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
    }
}
