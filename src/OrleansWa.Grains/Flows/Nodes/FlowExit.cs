namespace OrleansWa.Grains.Flows.Nodes;

/// <summary>A way out of a node.</summary>
/// <param name="Handle">Its name in the editor; null where a node has only one.</param>
/// <param name="IsRequired">Whether a flow without an edge from it is incomplete; the others end the flow there.</param>
internal sealed record FlowExit(string? Handle, bool IsRequired)
{
    /// <summary>The only exit; the flow may end here.</summary>
    public static FlowExit Optional { get; } = new(null, false);

    /// <summary>The only exit; the flow must go on.</summary>
    public static FlowExit Required { get; } = new(null, true);
}
