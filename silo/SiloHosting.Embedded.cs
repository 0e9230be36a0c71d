using Microsoft.Extensions.DependencyInjection;
using OrleansWa.Contracts.Management;
using OrleansWa.Grains.Isolation;

namespace OrleansWa.Silo;

public static partial class SiloHosting
{
    private static void AddActorRuntime(this IServiceCollection services)
    {
        services.AddEmbeddedRuntime(startsWithHost: false);
        services.AddGrainsFrom(typeof(TenantCallFilter).Assembly);
        services.AddIncomingGrainCallFilter<TenantCallFilter>();
        services.AddSingleton<IGrainStorage, StateGrainStorage>();
        services.AddSingleton<IReminderStore, ReminderStore>();
        services.AddSingleton<IActivations, Activations>();
    }
}
