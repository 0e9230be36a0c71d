using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace OrleansWa.Silo;

/// <summary>
/// Opens the store, starts the grains, looks after what a crash left. Ends in the opposite order: grains hand over before the store closes.
/// </summary>
internal sealed class SiloLifecycle(
    StoreLifetime store, EmbeddedSilo runtime, StartupSweep sweep, SiloReadiness readiness, ILogger<SiloLifecycle> logger)
{
    /// <summary>Serves when it returns; says through <see cref="SiloReadiness"/> what it is waiting for meanwhile.</summary>
    public async Task Start(CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        await store.Open(ct);
        readiness.Say("The grains are being started.");
        await runtime.StartAsync(ct);
        readiness.Say("");
        logger.LogInformation("Ready after {Elapsed} on {Store}", Stopwatch.GetElapsedTime(started), store.Description);
    }

    /// <summary>Wakes the channels; the silo serves already.</summary>
    public Task LookAfterChannels(CancellationToken ct) => sweep.Run(ct);

    /// <summary>Takes nothing new, lets grains finish and hand over, closes the store.</summary>
    public async Task Stop(CancellationToken ct)
    {
        readiness.Say("The silo is stopping.");
        await runtime.StopAsync(ct);
        await store.Close();
    }
}
