using OrleansWa.Contracts.Messages;

namespace OrleansWa.Storage.Messages;

/// <summary>What a status came to.</summary>
/// <param name="IsChange">It changed its message, or waits for it.</param>
/// <param name="IsUnblocked">The message left the queue, so that its followers may go, or came back into it.</param>
/// <param name="IsFailure">It told that the message failed, and that was news.</param>
internal readonly record struct StatusEffect(bool IsChange, bool IsUnblocked, bool IsFailure)
{
    /// <summary>What it came to for a message that it changed.</summary>
    public static StatusEffect Of(MessageProgress before, MessageProgress after, ReportedStatus report) => new(
        IsChange: true,
        before.IsOpen != after.IsOpen,
        report.Status == MessageStatus.Failed && before.Status != after.Status);
}
