namespace OrleansWa.Grains.Flows;

/// <summary>A flow's published version, ready to run.</summary>
/// <param name="FlowId">The flow.</param>
/// <param name="Version">The version.</param>
/// <param name="Priority">Higher is asked first.</param>
/// <param name="Graph">The graph.</param>
internal sealed record PublishedFlow(string FlowId, int Version, int Priority, FlowGraph Graph);
