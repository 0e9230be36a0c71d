using Microsoft.Extensions.DependencyInjection;
using OrleansWa.EmbeddedRuntime.Simulation;

namespace OrleansWa.Grains.Tests.Runtime;

/// <summary>What outlives a process in these tests.</summary>
internal sealed class Stores
{
    public InMemoryGrainStorage States { get; } = new();

    public InMemoryReminderStore Reminders { get; } = new();

    public Signals Signals { get; } = new();

    public void Configure(IServiceCollection services, Action<EmbeddedRuntimeOptions>? options = null)
    {
        services.AddEmbeddedRuntime(options);
        services.AddGrains(
            typeof(ProbeGrain), typeof(ReentrantGrain), typeof(CounterGrain), typeof(WorkerGrain), typeof(TimerGrain), typeof(SleeperGrain),
            typeof(CallerGrain), typeof(FragileGrain), typeof(PersistentProbeGrain));
        services.AddSingleton<IGrainStorage>(States);
        services.AddSingleton<IReminderStore>(Reminders);
        services.AddSingleton(Signals);
    }
}

/// <summary>A silo on the thread pool and the real clock.</summary>
internal sealed class PooledSilo : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private PooledSilo(ServiceProvider services) => _services = services;

    public EmbeddedSilo Silo => _services.GetRequiredService<EmbeddedSilo>();

    public IClusterClient Client => Silo.Client;

    public Signals Signals => _services.GetRequiredService<Signals>();

    public static async Task<PooledSilo> Start(Action<IServiceCollection>? configure = null, Action<EmbeddedRuntimeOptions>? options = null)
    {
        var services = new ServiceCollection();
        new Stores().Configure(services, options);
        configure?.Invoke(services);
        var silo = new PooledSilo(services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true }));
        await silo.Silo.StartAsync(CancellationToken.None);
        return silo;
    }

    public async ValueTask DisposeAsync()
    {
        await Silo.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }
}

/// <summary>A simulated world with one silo.</summary>
internal sealed class SimulatedSilo
{
    private readonly Action<IServiceCollection> _configure;

    public SimulatedSilo(int seed = 1, Action<IServiceCollection>? configure = null, Action<EmbeddedRuntimeOptions>? options = null)
    {
        World = new SimulatedWorld(seed);
        _configure = services =>
        {
            Stores.Configure(services, options);
            services.AddSingleton(Stores);
            services.AddSingleton(World);
            configure?.Invoke(services);
        };
        Process = World.StartProcess(_configure);
    }

    public SimulatedWorld World { get; }

    public Stores Stores { get; } = new();

    public Signals Signals => Stores.Signals;

    public SimulatedProcess Process { get; private set; }

    public EmbeddedSilo Silo => Process.Silo;

    public IClusterClient Client => Process.Client;

    public void Restart() => Process = World.StartProcess(_configure);
}
