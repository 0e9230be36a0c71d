using OrleansWa.Contracts;

namespace OrleansWa.Grains.Flows.Nodes;

/// <summary>Sends a message and goes on: <c>{"message":{"type":"text","text":{"body":"Olá, {{contact.name}}"}}}</c>.</summary>
internal sealed class MessageNode(FlowNodeSource source) : FlowNode(source)
{
    private readonly NodeMessage _message = new(source);

    /// <inheritdoc/>
    public override IEnumerable<(string Position, string Text)> Texts => _message.Texts;

    /// <inheritdoc/>
    public override IEnumerable<FieldError> Faults() => _message.Faults();

    /// <inheritdoc/>
    public override NodeResult Enter(NodeTurn turn) => _message.Send(turn, NodeResult.Follow(turn));
}
