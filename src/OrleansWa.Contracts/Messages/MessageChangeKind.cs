namespace OrleansWa.Contracts.Messages;

/// <summary>What changes a message afterwards. The numbers are stored; never renumber.</summary>
public enum MessageChangeKind
{
    /// <summary>Not set.</summary>
    Unknown = 0,

    /// <summary>An emoji, or its removal.</summary>
    Reaction = 1,

    /// <summary>A new content; the first stays readable.</summary>
    Edit = 2,

    /// <summary>Deleted for everybody.</summary>
    Deletion = 3,
}
