using Microsoft.Extensions.Logging;
using OrleansWa.Grains.State;

namespace OrleansWa.Silo;

/// <summary>
/// Our part in the life of an Orleans silo: the store is open before anything else and closed after everything else; once the silo is a member,
/// what a crash left is looked after.
/// </summary>
internal sealed class SiloParticipant(StoreLifetime store, StartupSweep sweep, SiloReadiness readiness, ILogger<SiloParticipant> logger)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    public void Participate(ISiloLifecycle observer)
    {
        observer.Subscribe("orleanswa-store", ServiceLifecycleStage.RuntimeInitialize - 1, Open, _ => store.Close());
        observer.Subscribe("orleanswa-ready", ServiceLifecycleStage.Active + 1, Serve, Leave);
    }

    public void Dispose() => _stopping.Dispose();

    private async Task Open(CancellationToken ct)
    {
        await store.Open(ct);
        readiness.Say("The silo is joining the cluster.");
    }

    private Task Serve(CancellationToken ct)
    {
        readiness.Say("");
        logger.LogInformation("The silo is a member of the cluster, on {Store}", store.Description);
        // Later and not now: the silo serves already, and there may be thousands of channels.
        Task.Run(() => sweep.Run(_stopping.Token), CancellationToken.None).NotAwaited(logger);
        return Task.CompletedTask;
    }

    private Task Leave(CancellationToken ct)
    {
        readiness.Say("The silo is stopping.");
        return _stopping.CancelAsync();
    }
}
