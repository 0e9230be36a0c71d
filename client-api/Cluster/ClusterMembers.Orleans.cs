using OrleansWa.Hosting.Cluster;

namespace OrleansWa.ClientApi.Cluster;

/// <summary>Where the API finds the silos.</summary>
internal static class ClusterMembers
{
    public static IClientBuilder UseMembers(this IClientBuilder client, ClusterSettings cluster) => cluster.Membership == ClusterMembership.Redis
        ? client.UseRedisClustering(cluster.Redis)
        : client.UseAdoNetClustering(o =>
        {
            o.Invariant = ClusterSettings.PostgresInvariant;
            o.ConnectionString = cluster.AdoNet;
        });
}
