namespace OrleansWa.Contracts.Flows;

/// <summary>One flow with its versions. Key: <see cref="GrainKeys.Flow"/>.</summary>
[Alias("wa.flow")]
public interface IFlowGrain : IGrainWithStringKey
{
    /// <summary>Creates the flow with its first draft; durable when it returns. Exists already: <c>flow_exists</c> (409).</summary>
    [Alias("create")]
    Task<FlowView> Create(SaveFlow request, CancellationToken ct = default);

    /// <summary>Replaces the draft; durable when it returns; running conversations stay on their version.</summary>
    [Alias("save")]
    Task<FlowView> Save(SaveFlow request, CancellationToken ct = default);

    /// <summary>
    /// Makes the draft the version that new conversations start with; durable when it returns; safe to repeat. A graph that cannot run is
    /// <c>flow_invalid</c> (422) with the position of each fault. Other silos follow within 2 s.
    /// </summary>
    [Alias("publish")]
    Task<FlowView> Publish(CancellationToken ct = default);

    /// <summary>The flow; <c>flow_not_found</c> (404).</summary>
    [Alias("get"), ReadOnly]
    Task<FlowView> Get(CancellationToken ct = default);
}
