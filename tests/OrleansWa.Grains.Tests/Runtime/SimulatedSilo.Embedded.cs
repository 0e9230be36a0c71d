using Microsoft.Extensions.DependencyInjection;
using OrleansWa.EmbeddedRuntime.Simulation;

namespace OrleansWa.Grains.Tests.Runtime;

/// <summary>A simulated world with one silo.</summary>
internal sealed class SimulatedSilo : IDisposable
{
    private readonly Action<IServiceCollection> _configure;

    public SimulatedSilo(
        int seed = 1, Action<IServiceCollection>? configure = null, Action<EmbeddedRuntimeOptions>? options = null, IGrainStorage? storage = null)
    {
        World = new SimulatedWorld(seed);
        _configure = services =>
        {
            Stores.Configure(services, options);
            services.AddSingleton(Stores);
            services.AddSingleton(World);
            if (storage is not null)
            {
                services.AddSingleton(storage);
            }

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

    public IReadOnlyList<string> StoredReminders => [.. World.Run(() => Stores.Reminders.ReadAll()).Select(reminder => reminder.ReminderName)];

    public Task Deactivate(IAddressable grain) => Silo.DeactivateAsync(grain.GetGrainId());

    /// <summary>Long enough for every activation that is idle.</summary>
    public void CollectIdle() => World.RunFor(TimeSpan.FromMinutes(17));

    // What it holds is memory only.
    public void Dispose() => Process.Crash();

    public void Restart() => Process = World.StartProcess(_configure);
}
