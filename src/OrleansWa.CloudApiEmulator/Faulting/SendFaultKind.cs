namespace OrleansWa.CloudApiEmulator;

/// <summary>What goes wrong with a send.</summary>
public enum SendFaultKind
{
    /// <summary>Not a kind.</summary>
    Unknown = 0,

    /// <summary>The call answers the error code; nothing is accepted.</summary>
    Error = 1,

    /// <summary>The call answers 200, and a <c>failed</c> status with the code follows.</summary>
    AsyncError = 2,

    /// <summary>A gateway answers with an HTML page; nothing is accepted.</summary>
    Html = 3,

    /// <summary>The message is accepted and delivered, but its HTTP answer never comes: the ambiguous send, seen as a timeout.</summary>
    HoldAfterAccept = 4,

    /// <summary>The message is accepted and delivered, but the connection breaks instead of an answer.</summary>
    AbortAfterAccept = 5,

    /// <summary>The connection breaks before anything was accepted.</summary>
    AbortBeforeAccept = 6,

    /// <summary>The answer is correct but late.</summary>
    Slow = 7,
}
