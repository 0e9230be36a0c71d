using Microsoft.Extensions.DependencyInjection;
using OrleansWa.EmbeddedRuntime.Simulation;

namespace OrleansWa.Grains.Tests.Runtime;

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
