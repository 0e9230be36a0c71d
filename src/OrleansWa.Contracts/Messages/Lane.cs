namespace OrleansWa.Contracts.Messages;

/// <summary>Class of outbound traffic; lower goes first. The numbers are stored.</summary>
public enum Lane
{
    /// <summary>Not set.</summary>
    Unknown = 0,

    /// <summary>Answers within a conversation.</summary>
    Reply = 1,

    /// <summary>Recovery: messages caused by a business event.</summary>
    Transactional = 2,

    /// <summary>Broadcasts.</summary>
    Bulk = 3,
}
