using System.Collections.Immutable;

namespace OrleansWa.Grains.Flows.Nodes;

/// <summary>What a node did.</summary>
/// <param name="Move">Where the execution goes.</param>
/// <param name="Variables">The variables after it.</param>
/// <param name="Effects">What it wants done.</param>
/// <param name="Handle">The exit, for <see cref="NodeMove.Follow"/>.</param>
/// <param name="EndReason">Why, for <see cref="NodeMove.End"/>.</param>
internal sealed record NodeResult(
    NodeMove Move, FlowVariables Variables, ImmutableArray<FlowEffect> Effects, string? Handle = null, string? EndReason = null)
{
    /// <summary>Leaves by an exit.</summary>
    public static NodeResult Follow(NodeTurn turn, string? handle = null) => new(NodeMove.Follow, turn.Variables, [], handle);

    /// <summary>Waits here.</summary>
    public static NodeResult Wait(NodeTurn turn) => new(NodeMove.Wait, turn.Variables, []);

    /// <summary>Ends the flow.</summary>
    public static NodeResult End(NodeTurn turn, string reason) => new(NodeMove.End, turn.Variables, [], EndReason: reason);
}
