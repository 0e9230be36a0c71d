using Orleans.TestingHost;

namespace OrleansWa.Testing.Silo;

/// <summary>A real Orleans silo and its client on virtual time.</summary>
public sealed class OrleansProcess
{
    // Far more than a test takes: a busy machine must not make a grain call time out.
    private static readonly TimeSpan LongCall = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LastBreath = TimeSpan.FromSeconds(10);
    private readonly OrleansWorld _world;
    private readonly WorldTimeProvider _time;

    private OrleansProcess(OrleansWorld world, WorldTimeProvider time, InProcessTestCluster cluster)
    {
        _world = world;
        _time = time;
        Cluster = cluster;
    }

    /// <summary>Services of the silo.</summary>
    public IServiceProvider Services => Silo.ServiceProvider;

    /// <summary>Makes references to grains, as another process would.</summary>
    public IClusterClient Client => Cluster.Client;

    /// <summary>The virtual clock; its timers die with the process.</summary>
    public TimeProvider Time => _time;

    /// <summary>False once it crashed or stopped.</summary>
    public bool IsAlive { get; private set; } = true;

    /// <summary>Silo and client.</summary>
    public InProcessTestCluster Cluster { get; }

    private InProcessSiloHandle Silo => Cluster.Silos[0];

    /// <summary>Starts a silo and a client.</summary>
    /// <param name="world">Its time.</param>
    /// <param name="reminders">Where reminders are kept.</param>
    /// <param name="settings">Its configuration.</param>
    /// <param name="configure">Its composition.</param>
    public static OrleansProcess Start(
        OrleansWorld world, IReminderTable reminders, IReadOnlyDictionary<string, string?> settings, Action<ISiloBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(world);
        var time = new WorldTimeProvider(world.Clock);
        var process = new OrleansProcess(world, time, SiloCluster.Build(time, reminders, LongCall, settings, configure));
        world.RunPatiently(process.Cluster.DeployAsync);
        return process;
    }

    /// <summary>Stops gracefully.</summary>
    public void Stop()
    {
        _world.RunPatiently(async () =>
        {
            await Cluster.StopAllSilosAsync();
            await Cluster.DisposeAsync();
        });
        End();
    }

    /// <summary>
    /// The process is gone as far as one process can play that for a part of itself: no timer of it fires any more, and it ends without a chance to hand
    /// over. What happens just now is over first.
    /// </summary>
    /// <param name="losing">What becomes of what it holds outside of memory, before anything of it can notice that it ends.</param>
    public void Crash(Action<IServiceProvider>? losing = null)
    {
        if (!IsAlive)
        {
            return;
        }

        _world.RunUntilIdle();
        End();
        losing?.Invoke(Services);
        // What waits for something of it that never comes, such as a timer of its own, is left behind.
        _ = Task.Run(Kill).Wait(LastBreath);
    }

    private async Task Kill()
    {
        await Cluster.KillClientAsync();
        await Cluster.KillSiloAsync(Silo);
        await Cluster.DisposeAsync();
    }

    private void End()
    {
        IsAlive = false;
        _time.End();
    }
}
