using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Channels;
using OrleansWa.Silo;
using OrleansWa.Silo.Cluster;
using OrleansWa.Storage.Sqlite;
using OrleansWa.Storage.Writing;
using OrleansWa.Testing.Ids;
using OrleansWa.Testing.WhatsApp;

namespace OrleansWa.Testing.Silo;

/// <summary>
/// The real silo (grains, storage on a real SQLite file, the production composition) on Orleans and virtual time, with a simulated WhatsApp. It can
/// crash and be started again over the same file.
/// </summary>
public sealed class SiloWorld : IDisposable
{
    // In memory where there is such a place: a simulated crash loses no power, so that real syncs would only wait for a real disk that others use too.
    private readonly string _directory = System.IO.Directory.CreateDirectory(Path.Combine(
        System.IO.Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), "owa-" + Path.GetRandomFileName())).FullName;
    private readonly SeededIds _ids;
    private readonly Action<IServiceCollection>? _configure;
    private readonly ReminderTable _reminders = new();
    private OrleansProcess? _process;

    /// <summary>Makes a world whose silo is not started yet.</summary>
    /// <param name="seed">Decides what chance decides, but for the order of turns.</param>
    /// <param name="start">Virtual time at the beginning.</param>
    /// <param name="configure">Changes the composition, e.g. puts a faulty store in.</param>
    public SiloWorld(int seed, DateTimeOffset? start = null, Action<IServiceCollection>? configure = null)
    {
        World = new OrleansWorld(seed, start);
        _ids = new SeededIds(seed);
        _configure = configure;
    }

    /// <summary>Time and chance.</summary>
    public OrleansWorld World { get; }

    /// <summary>WhatsApp; it survives crashes.</summary>
    public SimulatedWhatsApp WhatsApp { get; } = new();

    /// <summary>Lines logged at Warning and above.</summary>
    public RecordedLog Log { get; } = new();

    /// <summary>Makes references to grains of the present process.</summary>
    public IGrainFactory Grains => Process.Client;

    /// <summary>The present process.</summary>
    public OrleansProcess Process => _process ?? throw new InvalidOperationException("The silo is not started.");

    /// <summary>The database file, for a look from outside.</summary>
    public string DatabasePath => Path.Combine(_directory, "orleanswa.db");

    /// <summary>A service of the present process.</summary>
    public T Get<T>()
        where T : notnull => Process.Services.GetRequiredService<T>();

    /// <summary>Starts the silo, again after a crash or stop.</summary>
    public SiloWorld Start()
    {
        var settings = new Dictionary<string, string?>
        {
            ["Storage:DataDirectory"] = _directory,
            ["CloudApi:BaseUrl"] = "http://localhost:1",
        };
        _process = OrleansProcess.Start(World, _reminders, settings, Compose);
        return this;
    }

    /// <summary>The process is gone; what was committed stays in the file.</summary>
    public void Crash()
    {
        Process.Crash(static services => services.GetRequiredService<SqliteStore>().Abandon());
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

        System.IO.Directory.Delete(_directory, recursive: true);
    }

    private void Compose(ISiloBuilder silo)
    {
        var services = silo.Services;
        services.AddLogging(logging => logging.AddProvider(Log).SetMinimumLevel(LogLevel.Warning));
        services.AddSingleton<IIdSource>(_ids);
        services.AddSingleton(World.Random);
        silo.AddOrleansWa(StatePersistence.OrleansWa);
        services.RemoveAll<IConnector>();
        services.AddSingleton<IConnector>(WhatsApp);
        services.RemoveAll<SqliteStorageOptions>();
        services.AddSingleton(new SqliteStorageOptions
        {
            ConnectionString = "Data Source=" + DatabasePath,
            // The pool's and not a thread of its own, so that the world sees when it is through.
            Executor = new DelegateWriterExecutor(static pump => ThreadPool.UnsafeQueueUserWorkItem(static run => run(), pump, preferLocal: false)),
        });
        _configure?.Invoke(services);
    }
}
