using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.Contacts;

namespace OrleansWa.Storage.Postgres.Webhooks;

/// <summary>A message that was not seen before, with the contact that it is of.</summary>
/// <param name="Call">The call that brought it.</param>
/// <param name="Message">The message.</param>
/// <param name="Contact">The contact.</param>
internal sealed record Arrival(IntakeCall Call, IntakeMessage Message, ContactRow Contact)
{
    /// <summary>Its conversation.</summary>
    public ConversationRef Conversation => new(Message.TenantId, Message.ChannelId, Contact.Id);

    /// <summary>Whether it takes the place of a placeholder.</summary>
    public bool Replaces { get; set; }

    /// <summary>Whether it is a placeholder whose real content came with the same batch.</summary>
    public bool IsSuperseded { get; set; }
}
