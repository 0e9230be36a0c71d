using System.Collections.Immutable;
using OrleansWa.Contracts;

namespace OrleansWa.Grains.Flows.Nodes;

/// <summary>
/// Sends a message and waits for the answer: <c>{"message":{…},"variable":"name"}</c>. The answer's text becomes the variable, the id of a
/// tapped button or list row becomes <c>name.id</c>.
/// </summary>
internal sealed class AskNode(FlowNodeSource source) : FlowNode(source)
{
    private readonly NodeMessage _message = new(source);
    private readonly string? _variable = source.Data.Text("variable");

    /// <inheritdoc/>
    public override bool Waits => true;

    /// <inheritdoc/>
    public override ImmutableArray<FlowExit> Exits => [FlowExit.Required];

    /// <inheritdoc/>
    public override ImmutableArray<string> Sets => _variable is null ? [] : [_variable, IdOf(_variable)];

    /// <inheritdoc/>
    public override IEnumerable<(string Position, string Text)> Texts => _message.Texts;

    /// <inheritdoc/>
    public override IEnumerable<FieldError> Faults()
    {
        var faults = _message.Faults();
        return FlowNames.IsOwnName(_variable) ? faults : faults.Append(Fault("data.variable", FlowNames.OwnNameRule));
    }

    /// <inheritdoc/>
    public override NodeResult Enter(NodeTurn turn) => _variable is null
        ? NodeResult.End(turn, FlowEndReasons.FlowBroken)
        : _message.Send(turn, NodeResult.Wait(turn));

    /// <inheritdoc/>
    public override NodeResult Resume(NodeTurn turn) => _variable is null
        ? NodeResult.End(turn, FlowEndReasons.FlowBroken)
        : NodeResult.Follow(turn) with { Variables = Answered(turn.Variables, _variable, turn.Input) };

    // Typed after a tap in an earlier round, the old choice must not stand beside the new text.
    private static FlowVariables Answered(FlowVariables variables, string name, FlowInput input)
    {
        var answered = variables.Set(name, input.Text ?? "");
        return input.ChoiceId is { } id ? answered.Set(IdOf(name), id) : answered.Remove(IdOf(name));
    }

    private static string IdOf(string variable) => $"{variable}.id";
}
