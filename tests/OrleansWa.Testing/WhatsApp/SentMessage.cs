using OrleansWa.Contracts.Messages;

namespace OrleansWa.Testing.WhatsApp;

/// <summary>A message that the simulated WhatsApp took.</summary>
/// <param name="AccountId">Number it was sent from.</param>
/// <param name="To">Who it was sent to.</param>
/// <param name="MessageId">The sender's id.</param>
/// <param name="WhatsAppId">The id WhatsApp gave it.</param>
/// <param name="Content">The content.</param>
public sealed record SentMessage(string AccountId, string To, string MessageId, string WhatsAppId, MessageContent Content)
{
    /// <summary>Body of a text message, or name of a template.</summary>
    public string Text => System.Text.Json.Nodes.JsonNode.Parse(Content.Json)![Content.Type == "template" ? "name" : "body"]!.GetValue<string>();
}
