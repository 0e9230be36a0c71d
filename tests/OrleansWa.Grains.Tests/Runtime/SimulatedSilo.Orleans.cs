using Microsoft.Extensions.DependencyInjection;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Grains.Tests.Runtime;

/// <summary>A silo on virtual time. It is simulated in the embedded build only; here it is a real one.</summary>
internal sealed class SimulatedSilo : IDisposable
{
    private readonly Action<ISiloBuilder> _configure;

    public SimulatedSilo(int seed = 1, Action<IServiceCollection>? configure = null, IGrainStorage? storage = null)
    {
        World = new OrleansWorld(seed);
        _configure = silo =>
        {
            Stores.Configure(silo, storage);
            // Far reminders would otherwise be looked at every five minutes of years.
            silo.Configure<ReminderOptions>(o => (o.RefreshReminderListPeriod, o.ReminderLoadingWindow) = (TimeSpan.FromHours(6), TimeSpan.FromHours(12)));
            configure?.Invoke(silo.Services);
        };
        Process = OrleansProcess.Start(World, Stores.Reminders, SiloCluster.NoSettings, _configure);
    }

    public OrleansWorld World { get; }

    public Stores Stores { get; } = new();

    public Signals Signals => Stores.Signals;

    public OrleansProcess Process { get; private set; }

    public IClusterClient Client => Process.Client;

    public IReadOnlyList<string> StoredReminders => [.. Stores.Reminders.Rows.Select(reminder => reminder.ReminderName)];

    public Task Deactivate(IAddressable grain) => Process.Cluster.Deactivate(grain);

    /// <summary>Orleans measures idleness on the system's clock, so that it is asked to collect what is idle now.</summary>
    public void CollectIdle()
    {
        World.Run(() => Client.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero));
        World.RunUntilIdle();
    }

    public void Dispose() => Process.Crash();

    public void Restart() => Process = OrleansProcess.Start(World, Stores.Reminders, SiloCluster.NoSettings, _configure);
}
