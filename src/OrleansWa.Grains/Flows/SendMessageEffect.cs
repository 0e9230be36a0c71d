using OrleansWa.Contracts.Messages;

namespace OrleansWa.Grains.Flows;

/// <summary>Send this to the contact.</summary>
/// <param name="NodeId">The node that wants it.</param>
/// <param name="Content">The content, its variables filled in.</param>
internal sealed record SendMessageEffect(string NodeId, MessageContent Content) : FlowEffect(NodeId);
