using OrleansWa.Contracts.Messages;

namespace OrleansWa.Storage.Messages;

/// <summary>Errors that the store itself gives a message.</summary>
internal static class MessageErrors
{
    public static readonly MessageError Interrupted = new(
        "interrupted",
        "The attempt was interrupted",
        "The process ended while the answer was awaited.",
        "Nothing: a status from WhatsApp will say what became of it.");

    public static readonly MessageError OutcomeUnknown = new(
        "outcome_unknown",
        "Whether WhatsApp took it is not known",
        "No answer and no status came in time.",
        "Look in WhatsApp whether it arrived; send it again if not.");

    public static readonly MessageError Resent = new(
        "outcome_unknown",
        "Whether WhatsApp took it is not known; it is sent again",
        "No answer and no status came in time, and its sender chose to resend.",
        "Nothing: the next attempt follows.");

    public static readonly MessageError Expired = new(
        "expired",
        "Its time ran out before it could be sent",
        "",
        "Send it again with a later expiry; check the channel's state, pace and quota.");

    /// <summary>Whether a stored failure is an assumption of ours, which any report replaces.</summary>
    public static bool IsAssumed(MessageStatus status, string? errorCode) =>
        status == MessageStatus.Expired || errorCode == OutcomeUnknown.Code;
}
