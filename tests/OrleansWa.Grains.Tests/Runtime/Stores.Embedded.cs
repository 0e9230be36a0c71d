using Microsoft.Extensions.DependencyInjection;

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
