namespace OrleansWa.Contracts.Messages;

/// <summary>Who did something to a message.</summary>
public enum MessageSide
{
    /// <summary>Not set.</summary>
    Unknown = 0,

    /// <summary>The person of the conversation.</summary>
    Contact = 1,

    /// <summary>The clinic.</summary>
    Business = 2,
}
