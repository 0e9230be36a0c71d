using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;
using Orleans.Reminders;
using Orleans.TestingHost;

namespace OrleansWa.Testing.Silo;

/// <summary>A cluster of one silo and one client in this process; between them everything is serialized, over a wire in memory.</summary>
public static class SiloCluster
{
    /// <summary>For a silo that needs no configuration.</summary>
    public static IReadOnlyDictionary<string, string?> NoSettings { get; } = new Dictionary<string, string?>();

    /// <summary>Composes a cluster that is not started yet.</summary>
    /// <param name="time">The clock of grains, their timers and reminders. What keeps a cluster together is on the system's.</param>
    /// <param name="reminders">Where reminders are kept.</param>
    /// <param name="callTimeout">How long a caller waits, on the system's clock.</param>
    /// <param name="settings">The silo's configuration.</param>
    /// <param name="configure">The silo's composition.</param>
    public static InProcessTestCluster Build(
        TimeProvider time, IReminderTable reminders, TimeSpan callTimeout, IReadOnlyDictionary<string, string?> settings, Action<ISiloBuilder> configure)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSiloHost((_, host) => host.Configuration.AddInMemoryCollection(settings));
        builder.ConfigureSilo((_, silo) =>
        {
            UseTime(silo.Services, time);
            silo.AddReminders();
            silo.Services.AddSingleton(reminders);
            silo.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = callTimeout);
            // A timer of every second on the grains' clock, for placement among several silos: there is one.
            silo.Configure<DeploymentLoadPublisherOptions>(o => o.DeploymentLoadPublisherRefreshTime = TimeSpan.Zero);
            configure(silo);
        });
        builder.ConfigureClient(client =>
        {
            client.AddActivityPropagation();
            client.Configure<ClientMessagingOptions>(o => o.ResponseTimeout = callTimeout);
        });
        return builder.Build();
    }

    /// <summary>Ends the activation of a grain; returns when it is gone.</summary>
    public static async Task Deactivate(this InProcessTestCluster cluster, IAddressable grain)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        if (!cluster.TryGetGrainContext(grain.GetGrainId(), out var activation))
        {
            return;
        }

        activation.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "A test asked for it."));
        await activation.Deactivated;
    }

    private static void UseTime(IServiceCollection services, TimeProvider time)
    {
        services.RemoveAll<TimeProvider>();
        services.AddSingleton(time);
        services.AddKeyedSingleton(KeyedService.AnyKey, TimeProvider.System);
        services.AddKeyedSingleton(TimeProviderNames.Grains, time);
        services.AddKeyedSingleton(ReminderTimeProviderNames.Reminders, time is WorldTimeProvider world ? world.Late() : time);
    }
}
