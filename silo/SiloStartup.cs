using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansWa.Storage.Sqlite;

namespace OrleansWa.Silo;

/// <summary>
/// Opens the store, starts the grains, looks after what a crash left; all behind the open port, so that liveness answers at once. Stops in
/// the opposite order: grains hand over before the store closes.
/// </summary>
internal sealed class SiloStartup(
    SqliteStore store,
    EmbeddedSilo runtime,
    StartupSweep sweep,
    SiloReadiness readiness,
    IHostApplicationLifetime lifetime,
    ILogger<SiloStartup> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            readiness.Say("The database is being opened.");
            await store.Open(stoppingToken);
            readiness.Say("The grains are being started.");
            await runtime.StartAsync(stoppingToken);
            readiness.Say("");
            logger.LogInformation("Ready after {Elapsed} on {Store}", Stopwatch.GetElapsedTime(started), store.Description);
            await sweep.Run(stoppingToken);
        }
        catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
        {
            readiness.Say("The silo could not start; its log says why.");
            logger.LogCritical(fault, "The silo could not start");
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        readiness.Say("The silo is stopping.");
        await base.StopAsync(cancellationToken);
        await runtime.StopAsync(cancellationToken);
        await store.Close(cancellationToken);
    }
}
