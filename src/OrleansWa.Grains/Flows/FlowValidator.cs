using System.Collections.Immutable;
using OrleansWa.Contracts;

namespace OrleansWa.Grains.Flows;

/// <summary>Finds what keeps a flow from being published.</summary>
internal static class FlowValidator
{
    /// <summary>The faults with their positions, at most <see cref="FlowLimits.Errors"/>; empty when the flow can run.</summary>
    public static ImmutableArray<FieldError> Validate(FlowGraph graph) =>
    [
        .. FlowShapeFaults.Find(graph)
            .Concat(FlowPathFaults.Find(graph))
            .Concat(FlowVariableFaults.Find(graph))
            .Take(FlowLimits.Errors),
    ];
}
