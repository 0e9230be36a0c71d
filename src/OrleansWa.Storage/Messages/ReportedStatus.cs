using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Webhooks;

namespace OrleansWa.Storage.Messages;

/// <summary>A status as WhatsApp reported it.</summary>
/// <param name="Status">sent, delivered, read, played or failed.</param>
/// <param name="At">When it happened.</param>
/// <param name="WhatsAppId">The message's WhatsApp id.</param>
/// <param name="Error">Why, for a failure.</param>
/// <param name="RetryAt">For a failure that passes: when the message is tried again; null when it has failed for good.</param>
/// <param name="TriesMax">A message that has had so many tries fails for good.</param>
internal sealed record ReportedStatus(
    MessageStatus Status, DateTimeOffset At, string? WhatsAppId, MessageError? Error, DateTimeOffset? RetryAt = null, int TriesMax = 0)
{
    /// <summary>A status as it came by webhook.</summary>
    public static ReportedStatus Of(RoutedStatus routed, DateTimeOffset receivedAt) => new(
        routed.Status.Status,
        routed.Status.Timestamp ?? receivedAt,
        routed.Status.WhatsAppId,
        routed.Status.Error,
        routed.Retry is { } retry ? DateTimeOffset.FromUnixTimeMilliseconds((receivedAt + retry.After).ToUnixTimeMilliseconds()) : null,
        routed.Retry?.TriesMax ?? 0);
}
