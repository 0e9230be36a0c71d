using OrleansWa.Contracts;
using OrleansWa.Contracts.Messages;

namespace OrleansWa.Grains.Conversations;

/// <summary>Refusals of what a message's state does not allow; each says the state.</summary>
internal static class MessageProblems
{
    /// <summary>409: it cannot be cancelled.</summary>
    public static ProblemException NotPending(MessageStatus present) => ProblemException.Conflict(
        "message_not_pending", $"The message is '{present.ToWord()}'. Only a pending message can be cancelled.");

    /// <summary>409: it cannot be tried again.</summary>
    public static ProblemException NotEnded(MessageStatus present) => ProblemException.Conflict(
        "message_not_ended", $"The message is '{present.ToWord()}'. Only one that is failed, dead, expired or cancelled can be tried again.");
}
