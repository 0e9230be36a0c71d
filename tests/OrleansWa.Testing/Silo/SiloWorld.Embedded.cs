using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Channels;
using OrleansWa.EmbeddedRuntime.Simulation;
using OrleansWa.Silo;
using OrleansWa.Storage.Sqlite;
using OrleansWa.Storage.Writing;
using OrleansWa.Testing.Disks;
using OrleansWa.Testing.Ids;
using OrleansWa.Testing.WhatsApp;

namespace OrleansWa.Testing.Silo;

/// <summary>
/// The real silo (grains, storage on real SQLite, the production composition) in one thread on virtual time, with a simulated WhatsApp and a simulated
/// disk. It can crash at any step and be started again over what the disk then holds.
/// </summary>
public sealed class SiloWorld : IDisposable
{
    // For the lock and what else is not the database.
    private readonly string _directory = System.IO.Directory.CreateDirectory(Path.Combine(
        System.IO.Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), "owa-" + Path.GetRandomFileName())).FullName;
    private readonly SeededIds _ids;
    private readonly Random _powerLoss;
    private readonly Action<IServiceCollection>? _configure;
    private SimulatedProcess? _process;

    /// <summary>Makes a world whose silo is not started yet.</summary>
    /// <param name="seed">Decides everything that chance decides.</param>
    /// <param name="start">Virtual time at the beginning.</param>
    /// <param name="configure">Changes the composition, e.g. puts a faulty store in.</param>
    public SiloWorld(int seed, DateTimeOffset? start = null, Action<IServiceCollection>? configure = null)
    {
        World = new SimulatedWorld(seed, start);
        _ids = new SeededIds(seed);
        _powerLoss = new Random(unchecked(seed * 31));
        Disk = new SimulatedDisk(_directory);
        _configure = configure;
    }

    /// <summary>Time, chance and the one thread.</summary>
    public SimulatedWorld World { get; }

    /// <summary>Where the database is.</summary>
    public SimulatedDisk Disk { get; }

    /// <summary>WhatsApp; it survives crashes.</summary>
    public SimulatedWhatsApp WhatsApp { get; } = new();

    /// <summary>Lines logged at Warning and above.</summary>
    public RecordedLog Log { get; } = new();

    /// <summary>Makes references to grains of the present process.</summary>
    public IGrainFactory Grains => Process.Client;

    /// <summary>The present process.</summary>
    public SimulatedProcess Process => _process ?? throw new InvalidOperationException("The silo is not started.");

    /// <summary>The database file, for a look from outside; it never changes while the test's own code runs.</summary>
    public string DatabasePath => Path.Combine(_directory, "orleanswa.db");

    /// <summary>A service of the present process.</summary>
    public T Get<T>()
        where T : notnull => Process.Services.GetRequiredService<T>();

    /// <summary>Starts the silo, again after a crash or stop. When its disk dies meanwhile it is crashed when this returns.</summary>
    public SiloWorld Start()
    {
        try
        {
            World.StartProcess(Compose, made => _process = made);
        }
        catch (SimulationException) when (Disk.IsDead)
        {
            // Its start failed of that, as it would in a process that then ends.
        }

        if (Disk.IsDead)
        {
            Process.Crash();
        }

        return this;
    }

    /// <summary>The process is gone in this instant, and so is what its disk had not synced.</summary>
    public void Crash()
    {
        Process.Crash();
        AfterCrash();
    }

    /// <summary>What a crash leaves to the operating system: the disk, locks of files, connections.</summary>
    public void AfterCrash()
    {
        Disk.Crash(_powerLoss);
        Get<SqliteStore>().Abandon();
        WhatsApp.ConnectionsLost();
    }

    /// <summary>Crash and start.</summary>
    public void Restart()
    {
        Crash();
        Start();
    }

    /// <summary>Runs client code as a tenant.</summary>
    public T As<T>(string tenantId, Func<IGrainFactory, Task<T>> call) => World.Run(() =>
    {
        CallScope.EnterTenant(tenantId);
        return call(Grains);
    });

    /// <summary>Runs client code as the platform.</summary>
    public T AsPlatform<T>(Func<IGrainFactory, Task<T>> call) => World.Run(() =>
    {
        CallScope.EnterPlatform();
        return call(Grains);
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_process is { IsAlive: true })
        {
            Crash();
        }

        Disk.Dispose();
        System.IO.Directory.Delete(_directory, recursive: true);
    }

    private void Compose(IServiceCollection services)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Storage:DataDirectory"] = _directory,
            ["CloudApi:BaseUrl"] = "http://localhost:1",
        };
        var executor = services.Select(s => s.ImplementationInstance).OfType<IWorkExecutor>().Single();
        services.AddLogging(logging => logging.AddProvider(Log).SetMinimumLevel(LogLevel.Warning));
        services.AddSingleton<IIdSource>(_ids);
        services.AddSingleton<Random>(new Random(World.Random.Next()));
        services.AddSilo(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.RemoveAll<IConnector>();
        services.AddSingleton<IConnector>(WhatsApp);
        services.RemoveAll<SqliteStorageOptions>();
        services.AddSingleton(new SqliteStorageOptions
        {
            ConnectionString = "Data Source=" + DatabasePath,
            Executor = new DelegateWriterExecutor(pump => executor.Queue(pump, "storage-writer")),
        });
        services.AddHostedService<SimulatedStart>();
        _configure?.Invoke(services);
    }

    private sealed class SimulatedStart(SiloLifecycle silo) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            await silo.Start(cancellationToken);
            await silo.LookAfterChannels(cancellationToken);
        }

        public Task StopAsync(CancellationToken cancellationToken) => silo.Stop(cancellationToken);
    }
}
