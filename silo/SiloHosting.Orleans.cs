using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using OrleansWa.Contracts.Management;
using OrleansWa.Grains.Isolation;
using OrleansWa.Hosting;
using OrleansWa.Hosting.Cluster;
using OrleansWa.Silo.Cluster;

namespace OrleansWa.Silo;

public static partial class SiloHosting
{
    /// <summary>Adds what makes a silo ours: grains' services, their storage, the tenant filter and what is done at its start and end.</summary>
    /// <exception cref="SettingException">A setting cannot be used.</exception>
    public static ISiloBuilder AddOrleansWa(this ISiloBuilder silo)
    {
        ArgumentNullException.ThrowIfNull(silo);
        return silo.AddOrleansWa(StatePersistence.Read(silo.Configuration));
    }

    /// <summary>The same over a storage that was chosen already: a test may choose what settings of a cluster may not.</summary>
    internal static ISiloBuilder AddOrleansWa(this ISiloBuilder silo, StatePersistence persistence)
    {
        silo.Services.AddSiloServices(silo.Configuration);
        silo.Services.AddSingleton<IActivations, Activations>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, SiloParticipant>();
        silo.AddActivityPropagation();
        silo.AddIncomingGrainCallFilter<TenantCallFilter>();
        persistence.Apply(silo);
        return silo;
    }

    /// <summary>Joins the cluster that the settings name.</summary>
    internal static ISiloBuilder UseCluster(this ISiloBuilder silo, ClusterSettings cluster)
    {
        silo.Configure<ClusterOptions>(ClusterSettings.Name);
        silo.Configure<ClusterMembershipOptions>(o => o.IAmAliveTablePublishTimeout = StaleMembers.Heartbeat);
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, StaleMembers>();
        return cluster.Membership == ClusterMembership.Redis ? silo.UseRedis(cluster.Redis) : silo.UseAdoNet(cluster.AdoNet);
    }
}
