using OrleansWa.Contracts;

namespace OrleansWa.Grains.Flows.Nodes;

/// <summary>A node of a type that does not exist (yet, or any more). It keeps its draft readable and cannot run.</summary>
internal sealed class UnknownNode(string type, FlowNodeSource source) : FlowNode(source)
{
    /// <inheritdoc/>
    public override IEnumerable<FieldError> Faults() =>
        [Fault("type", $"There is no node type '{type}'; use one of: {string.Join(", ", FlowNodeTypes.Words)}.")];

    /// <inheritdoc/>
    public override NodeResult Enter(NodeTurn turn) => NodeResult.End(turn, FlowEndReasons.FlowBroken);
}
