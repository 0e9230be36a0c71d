namespace OrleansWa.Hosting.Cluster;

/// <summary>Where the members of a cluster and its reminders are kept.</summary>
public enum ClusterMembership
{
    /// <summary>Never valid.</summary>
    Unknown = 0,

    /// <summary>Redis.</summary>
    Redis = 1,

    /// <summary>PostgreSQL, in the tables that Orleans publishes.</summary>
    AdoNet = 2,
}
