namespace OrleansWa.Grains.Flows.Nodes;

/// <summary>What a node is made from.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Index">Its place in the graph.</param>
/// <param name="Data">Its data.</param>
internal sealed record FlowNodeSource(string Id, int Index, JsonObjectReader Data);
