using OrleansWa.Hosting.Cluster;

namespace OrleansWa.Silo.Cluster;

/// <summary>Members and reminders in PostgreSQL. The tables are Orleans' own; the operator applies the scripts that Orleans publishes.</summary>
internal static class AdoNetMembers
{
    public static ISiloBuilder UseAdoNet(this ISiloBuilder silo, string connectionString) => silo
        .UseAdoNetClustering(o =>
        {
            o.Invariant = ClusterSettings.PostgresInvariant;
            o.ConnectionString = connectionString;
        })
        .UseAdoNetReminderService(o =>
        {
            o.Invariant = ClusterSettings.PostgresInvariant;
            o.ConnectionString = connectionString;
        });
}
