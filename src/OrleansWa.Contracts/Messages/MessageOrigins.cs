namespace OrleansWa.Contracts.Messages;

/// <summary>Words for what caused an outgoing message. Stored; never rename.</summary>
public static class MessageOrigins
{
    /// <summary>Staff wrote it on the handset of the number; WhatsApp told us of it.</summary>
    public const string Handset = "handset";
}
