namespace OrleansWa.Grains.Flows;

/// <summary>A way from one node to another.</summary>
/// <param name="Index">Its place in the graph, for positions such as <c>edges[3]</c>.</param>
/// <param name="Id">Its id; null when it has none.</param>
/// <param name="Source">Id of the node it leaves.</param>
/// <param name="SourceHandle">The exit it leaves by, e.g. <c>true</c>; null for the only one.</param>
/// <param name="Target">Id of the node it leads to.</param>
internal sealed record FlowEdge(int Index, string? Id, string Source, string? SourceHandle, string Target)
{
    /// <summary>Position in the graph, or of one of its members.</summary>
    public string At(string? member = null) => member is null ? $"edges[{Index}]" : $"edges[{Index}].{member}";
}
