using Microsoft.Extensions.DependencyInjection;
using Orleans.Providers;
using Orleans.Runtime.Hosting;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Grains.Tests.Runtime;

/// <summary>What outlives a process in these tests.</summary>
internal sealed class Stores
{
    public InMemoryGrainStorage States { get; } = new();

    public ReminderTable Reminders { get; } = new();

    public Signals Signals { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Configure(ISiloBuilder silo, IGrainStorage? storage = null)
    {
        silo.AddActivityPropagation();
        silo.Services.AddGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, (_, _) => storage ?? States);
        silo.Services.AddSingleton(Signals);
    }
}
