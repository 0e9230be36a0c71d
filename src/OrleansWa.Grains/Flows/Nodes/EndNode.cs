using System.Collections.Immutable;

namespace OrleansWa.Grains.Flows.Nodes;

/// <summary>Ends the flow.</summary>
internal sealed class EndNode(FlowNodeSource source) : FlowNode(source)
{
    /// <inheritdoc/>
    public override ImmutableArray<FlowExit> Exits => [];

    /// <inheritdoc/>
    public override NodeResult Enter(NodeTurn turn) => NodeResult.End(turn, FlowEndReasons.Completed);
}
