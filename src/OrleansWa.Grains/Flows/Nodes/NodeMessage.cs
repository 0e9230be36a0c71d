using OrleansWa.Contracts;

namespace OrleansWa.Grains.Flows.Nodes;

/// <summary>The <c>message</c> in the data of each node that sends one.</summary>
internal sealed class NodeMessage(FlowNodeSource source)
{
    private readonly string _position = source.Data.At("message");
    private readonly MessageTemplate? _template = MessageTemplate.Read(source.Data, "message");

    /// <summary>Its texts that may hold variables, each with its position.</summary>
    public IEnumerable<(string Position, string Text)> Texts =>
        _template?.Texts().Select(text => (_position + text.Path, text.Text)) ?? [];

    /// <summary>What is missing. Whether WhatsApp takes the content is the connector's question.</summary>
    public IEnumerable<FieldError> Faults()
    {
        if (_template is null)
        {
            yield return new FieldError(_position, "Give a message: {\"type\":\"text\",\"text\":{\"body\":\"…\"}}.");
        }
        else if (_template.SizeBytes > FlowLimits.MessageBytes)
        {
            yield return new FieldError(_position, $"The message has {_template.SizeBytes} bytes; at most {FlowLimits.MessageBytes} are possible.");
        }
    }

    /// <summary>The same result with the message to send in it.</summary>
    public NodeResult Send(NodeTurn turn, NodeResult result)
    {
        if (_template is null)
        {
            return NodeResult.End(turn, FlowEndReasons.FlowBroken);
        }

        return _template.Render(turn.Value) is { } content
            ? result with { Effects = [.. result.Effects, new SendMessageEffect(source.Id, content)] }
            : NodeResult.End(turn, FlowEndReasons.EffectsLimit);
    }
}
