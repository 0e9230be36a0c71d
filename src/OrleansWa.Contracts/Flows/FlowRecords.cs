namespace OrleansWa.Contracts.Flows;

/// <summary>Saves a flow's draft.</summary>
/// <param name="Name">Name for people.</param>
/// <param name="Priority">Higher is asked first when several flows match; 0 by default.</param>
/// <param name="GraphJson">The graph in React Flow's shape: <c>{"nodes":[{id,type,data}],"edges":[{id,source,sourceHandle?,target}]}</c>.</param>
[GenerateSerializer, Immutable, Alias("wa.flow.save.v1")]
public sealed record SaveFlow([property: Id(0)] string Name, [property: Id(1)] int Priority, [property: Id(2)] string GraphJson);

/// <summary>What callers see of a flow.</summary>
/// <param name="Id">The flow's id.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Priority">Higher is asked first.</param>
/// <param name="DraftVersion">Version of the draft; grows with each save.</param>
/// <param name="PublishedVersion">Version that new conversations start with; null while there is none.</param>
/// <param name="GraphJson">Graph of the draft.</param>
/// <param name="UpdatedAt">Last save or publish.</param>
[GenerateSerializer, Immutable, Alias("wa.flow.view.v1")]
public sealed record FlowView(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] int Priority,
    [property: Id(3)] int DraftVersion,
    [property: Id(4)] int? PublishedVersion,
    [property: Id(5)] string GraphJson,
    [property: Id(6)] DateTimeOffset UpdatedAt);
