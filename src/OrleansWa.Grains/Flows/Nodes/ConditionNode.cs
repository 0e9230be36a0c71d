using System.Collections.Immutable;
using OrleansWa.Contracts;

namespace OrleansWa.Grains.Flows.Nodes;

/// <summary>Chooses between the exits <c>true</c> and <c>false</c>: <c>{"left":"{{answer}}","operator":"equals","right":"sim"}</c>.</summary>
internal sealed class ConditionNode(FlowNodeSource source) : FlowNode(source)
{
    private static readonly ImmutableArray<FlowExit> BothExits = [new("true", true), new("false", true)];

    private readonly string? _left = source.Data.Text("left");
    private readonly string? _operator = source.Data.Text("operator");
    private readonly string? _right = source.Data.Text("right");

    /// <inheritdoc/>
    public override ImmutableArray<FlowExit> Exits => BothExits;

    /// <inheritdoc/>
    public override IEnumerable<(string Position, string Text)> Texts =>
        [(At("data.left"), _left ?? ""), (At("data.right"), _right ?? "")];

    /// <inheritdoc/>
    public override IEnumerable<FieldError> Faults()
    {
        if (!FlowComparison.IsKnown(_operator))
        {
            yield return Fault("data.operator", $"Use one of: {string.Join(", ", FlowComparison.Words)}.");
        }

        if (!IsOperand(_left))
        {
            yield return Fault("data.left", $"Say what to compare, e.g. {{{{answer}}}}, in 1 to {FlowLimits.OperandLength} characters.");
        }

        if (_operator != FlowComparison.IsEmpty && !IsOperand(_right))
        {
            yield return Fault("data.right", $"Say what to compare with, in 1 to {FlowLimits.OperandLength} characters.");
        }
    }

    /// <inheritdoc/>
    public override NodeResult Enter(NodeTurn turn)
    {
        if (_left is null || _operator is null)
        {
            return NodeResult.End(turn, FlowEndReasons.FlowBroken);
        }

        var holds = FlowComparison.Holds(_operator, turn.Render(_left), turn.Render(_right ?? ""));
        return NodeResult.Follow(turn, holds ? "true" : "false");
    }

    private static bool IsOperand(string? text) => text is { Length: > 0 and <= FlowLimits.OperandLength };
}
