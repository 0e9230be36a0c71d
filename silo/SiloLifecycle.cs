using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OrleansWa.Contracts;
using OrleansWa.Storage;

namespace OrleansWa.Silo;

/// <summary>
/// Opens the store, starts the grains, looks after what a crash left. Ends in the opposite order: grains hand over before the store closes.
/// </summary>
internal sealed class SiloLifecycle(
    IStore store, EmbeddedSilo runtime, StartupSweep sweep, SiloReadiness readiness, TimeProvider time, ILogger<SiloLifecycle> logger)
{
    private static readonly TimeSpan StoreRetry = TimeSpan.FromSeconds(2);

    /// <summary>Serves when it returns; says through <see cref="IReadiness"/> what it is waiting for meanwhile.</summary>
    public async Task Start(CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        readiness.Say("The database is being opened.");
        await Open(ct);
        readiness.Say("The grains are being started.");
        await runtime.StartAsync(ct);
        readiness.Say("");
        logger.LogInformation("Ready after {Elapsed} on {Store}", Stopwatch.GetElapsedTime(started), store.Description);
    }

    // A database server that is away at the start comes back; liveness answers meanwhile and readiness says what is missing.
    private async Task Open(CancellationToken ct)
    {
        while (true)
        {
            try
            {
                await store.Open(ct);
                return;
            }
            catch (ProblemException away) when (away.Code == "storage_unreachable")
            {
                readiness.Say(away.Message);
                logger.LogWarning("{Reason} Trying again in {Delay}", away.Message, StoreRetry);
                await Task.Delay(StoreRetry, time, ct);
            }
        }
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
