using OrleansWa.Testing.Cluster;

namespace OrleansWa.Cluster.Tests.Processes;

/// <summary>A visible skip where there is no Redis.</summary>
internal sealed class FactWithRedisAttribute : FactAttribute
{
    public FactWithRedisAttribute() => Skip = RedisServer.Missing;
}
