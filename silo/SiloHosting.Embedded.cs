using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Management;
using OrleansWa.Grains.Isolation;
using OrleansWa.Hosting;

namespace OrleansWa.Silo;

public static partial class SiloHosting
{
    /// <summary>Adds a silo to a host. The database is opened after the host's port is, and <see cref="IReadiness"/> says when it serves.</summary>
    /// <exception cref="SettingException">A setting cannot be used.</exception>
    public static IHostApplicationBuilder AddSilo(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSilo(builder.Configuration);
        builder.Services.AddHostedService<SiloStartup>();
        return builder;
    }

    /// <summary>Everything of a silo but its start; for tests and the simulation, which start it themselves.</summary>
    public static IServiceCollection AddSilo(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddSiloServices(configuration);
        services.AddSingleton<SiloLifecycle>();
        services.AddEmbeddedRuntime(startsWithHost: false);
        services.AddGrainsFrom(typeof(TenantCallFilter).Assembly);
        services.AddIncomingGrainCallFilter<TenantCallFilter>();
        services.AddSingleton<IGrainStorage, StateGrainStorage>();
        services.AddSingleton<IReminderStore, ReminderStore>();
        services.AddSingleton<IActivations, Activations>();
        return services;
    }
}
