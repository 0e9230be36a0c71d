using Microsoft.Extensions.Logging;
using OrleansWa.Grains.State;

namespace OrleansWa.Silo;

/// <summary>
/// Our part in the life of an Orleans silo: the store is open before anything else and closed after everything else; once the silo is a member,
/// what a crash left is looked after, its own and that of every silo that dies later.
/// </summary>
internal sealed class SiloParticipant(
    StoreLifetime store, StartupSweep sweep, SiloReadiness readiness, ISiloStatusOracle members, ILogger<SiloParticipant> logger)
    : ILifecycleParticipant<ISiloLifecycle>, ISiloStatusListener, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    public void Participate(ISiloLifecycle observer)
    {
        observer.Subscribe("orleanswa-store", ServiceLifecycleStage.RuntimeInitialize - 1, Open, _ => store.Close());
        observer.Subscribe("orleanswa-ready", ServiceLifecycleStage.Active + 1, Serve, Leave);
    }

    // Its channels would wait for their reminders, up to a minute.
    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
    {
        if (status == SiloStatus.Dead && !_stopping.IsCancellationRequested)
        {
            logger.LogWarning("Silo {Silo} is gone; its channels are looked after", updatedSilo);
            Sweep();
        }
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
        members.SubscribeToSiloStatusEvents(this);
        Sweep();
        return Task.CompletedTask;
    }

    private Task Leave(CancellationToken ct)
    {
        readiness.Say("The silo is stopping.");
        members.UnSubscribeFromSiloStatusEvents(this);
        return _stopping.CancelAsync();
    }

    // Later and not now: the silo serves already, and there may be thousands of channels.
    private void Sweep() => Task.Run(() => sweep.Run(_stopping.Token), CancellationToken.None).NotAwaited(logger);
}
