using OrleansWa.Contracts.Messages;

namespace OrleansWa.Contracts.Conversations;

/// <summary>One contact on one channel. Key: <see cref="GrainKeys.Conversation"/>.</summary>
[Alias("wa.conversation")]
public interface IConversationGrain : IGrainWithStringKey
{
    /// <summary>
    /// Handles incoming events in intake order. What it decides is durable when it returns; events seen before change nothing;
    /// a gap is filled from the inbox first.
    /// </summary>
    [Alias("deliver")]
    Task Deliver(Delivery delivery, CancellationToken ct = default);

    /// <summary>Looks into the inbox for events that nobody has handled and handles them; safe to repeat.</summary>
    [Alias("catch-up")]
    Task CatchUp(CancellationToken ct = default);

    /// <summary>
    /// Accepts a message for sending; durable when it returns. Safe to repeat with an idempotency key: the same receipt.
    /// Errors: <c>request_invalid</c> (400: <c>sendAt</c> more than a year ahead, <c>expiresAt</c> not after it), <c>message_invalid</c> (422, by field), <c>not_supported</c> (422), <c>idempotency_key_reused</c> (409).
    /// </summary>
    [Alias("send")]
    Task<SendReceipt> Send(SendMessage request, CancellationToken ct = default);
}
