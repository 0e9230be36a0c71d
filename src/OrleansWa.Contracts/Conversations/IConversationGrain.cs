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
    /// The contact of this conversation was found to be another one: what waits is handled, then its flow goes to the other conversation if the newest
    /// incoming message was here, and ends as <c>merged</c> otherwise. What still reaches it afterwards is handled here and merged again; what people ask of
    /// it is passed on. Durable when it returns; safe to repeat.
    /// </summary>
    [Alias("merge-into")]
    Task MergeInto(string contactId, CancellationToken ct = default);

    /// <summary>Takes what another conversation of the same person knows, if it knows something newer. Durable when it returns; safe to repeat.</summary>
    [Alias("take-over")]
    Task TakeOver(MergedConversation other, CancellationToken ct = default);

    /// <summary>
    /// Accepts a message for sending; durable when it returns. Safe to repeat with an idempotency key: the same receipt.
    /// Errors: <c>request_invalid</c> (400: <c>sendAt</c> more than a year ahead, <c>expiresAt</c> not after it), <c>message_invalid</c> (422, by field), <c>not_supported</c> (422),
    /// <c>window_closed</c> (422: the person last wrote too long ago for this content, and no fallback is named), <c>opted_out</c> (422), <c>idempotency_key_reused</c> (409).
    /// </summary>
    [Alias("send")]
    Task<SendReceipt> Send(SendMessage request, CancellationToken ct = default);

    /// <summary>
    /// Takes a pending message back; it is never sent once this returned. Durable when it returns; safe to repeat. Errors:
    /// <c>message_not_found</c> (404), <c>message_not_pending</c> (409, names the present state).
    /// </summary>
    [Alias("cancel")]
    Task<MessageDetails> Cancel(string messageId, CancellationToken ct = default);

    /// <summary>
    /// Tries a message again that is failed, dead, expired or cancelled: pending, with the lane's expiry counted from now and tries counted anew. Durable
    /// when it returns; a repeat finds it pending and is refused. Errors: <c>message_not_found</c>, <c>channel_not_found</c> (404),
    /// <c>message_not_ended</c> (409, names the present state).
    /// </summary>
    [Alias("retry")]
    Task<MessageDetails> Retry(string messageId, CancellationToken ct = default);

    /// <summary>
    /// Takes a failed or dead message off the list of dead letters; it stays in history. Durable when it returns; safe to repeat; a message in another
    /// state is on no such list and stays as it is. Errors: <c>message_not_found</c> (404).
    /// </summary>
    [Alias("dismiss")]
    Task Dismiss(string messageId, CancellationToken ct = default);

    /// <summary>
    /// Lets flows answer again, or pauses them; a flow that waits for an answer goes on where it is. The row that lists show says the same when it returns.
    /// Durable when it returns; safe to repeat.
    /// </summary>
    [Alias("set-bot")]
    Task SetBot(bool enabled, CancellationToken ct = default);

    /// <summary>
    /// Handles an event again that no rule could handle, and takes it off the list of dead letters. Later events stay handled as they are: order is not
    /// possible any more, and where a flow waits for an answer that a later event asked for, it is refused. Its replies have ids derived from the event, so
    /// that they are sent once. Durable when it returns; safe to repeat. Errors: <c>event_not_found</c> (404), <c>flow_waits</c> (409: a later event began or
    /// moved a flow, which waits for an answer), <c>event_refused</c> (409: again no rule can handle it).
    /// </summary>
    [Alias("handle-again")]
    Task HandleAgain(long seq, CancellationToken ct = default);
}
