namespace OrleansWa.Contracts.Flows;

/// <summary>One stored version of a flow's graph; never changed once written.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="FlowId">The flow.</param>
/// <param name="Version">The version.</param>
/// <param name="GraphJson">The graph.</param>
/// <param name="Priority">Higher is asked first.</param>
/// <param name="Published">Whether new conversations start with this version; at most one per flow.</param>
public sealed record FlowVersionRow(string TenantId, string FlowId, int Version, string GraphJson, int Priority, bool Published);

/// <summary>Stores flow graphs by version.</summary>
public interface IFlowStore
{
    /// <summary>Adds a version; the same version again is left as it is.</summary>
    ValueTask Add(FlowVersionRow row, DateTimeOffset now, CancellationToken ct = default);

    /// <summary>Makes a version the published one of its flow, with this priority.</summary>
    ValueTask Publish(string tenantId, string flowId, int version, int priority, DateTimeOffset now, CancellationToken ct = default);

    /// <summary>One version, or null.</summary>
    ValueTask<FlowVersionRow?> Get(string tenantId, string flowId, int version, CancellationToken ct = default);

    /// <summary>The published versions of a tenant, by priority (highest first), then flow id. At most 500.</summary>
    ValueTask<IReadOnlyList<FlowVersionRow>> Published(string tenantId, CancellationToken ct = default);
}
