using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;
using Orleans.Dashboard;
using OrleansWa.ClientApi.Cluster;
using OrleansWa.Contracts;
using OrleansWa.Hosting;
using OrleansWa.Hosting.Cluster;

namespace OrleansWa.ClientApi;

public static partial class ClientApiHost
{
    // A client of a cluster: silos run elsewhere, any number of API processes beside each other.
    private static void AddActorRuntime(WebApplicationBuilder builder)
    {
        var cluster = ClusterSettings.Read(builder.Configuration);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<IIdSource, CryptographicIdSource>();
        builder.Services.AddSingleton<ClusterConnection>();
        builder.Services.AddSingleton<IReadiness>(services => services.GetRequiredService<ClusterConnection>());
        builder.Services.AddSingleton<ILifecycleParticipant<IClusterClientLifecycle>>(services => services.GetRequiredService<ClusterConnection>());
        builder.Services.AddSingleton<IClientConnectionRetryFilter>(services => services.GetRequiredService<ClusterConnection>());
        builder.Services.AddSingleton<IClusterConnectionStatusObserver>(services => services.GetRequiredService<ClusterConnection>());
        // Liveness answers while the cluster is still being looked for.
        builder.Services.Configure<HostOptions>(o => o.ServicesStartConcurrently = true);
        builder.UseOrleansClient(client => client.Configure<ClusterOptions>(ClusterSettings.Name).UseMembers(cluster).AddActivityPropagation().AddDashboard());
    }
}
