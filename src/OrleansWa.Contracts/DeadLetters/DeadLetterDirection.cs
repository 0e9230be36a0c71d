namespace OrleansWa.Contracts.DeadLetters;

/// <summary>Which way a dead letter was going.</summary>
public enum DeadLetterDirection
{
    /// <summary>Not set.</summary>
    Unknown = 0,

    /// <summary>An incoming event that nobody could handle.</summary>
    In = 1,

    /// <summary>An outgoing message that failed.</summary>
    Out = 2,
}
