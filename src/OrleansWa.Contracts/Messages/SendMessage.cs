namespace OrleansWa.Contracts.Messages;

/// <summary>Asks a conversation to send.</summary>
/// <param name="MessageId">The id the message will have; derived from the idempotency key where there is one.</param>
/// <param name="Content">The content.</param>
/// <param name="Lane">Class of traffic.</param>
/// <param name="ReplyTo">Our id of the message that is quoted; null for none.</param>
/// <param name="IdempotencyKey">The caller's key; null for none.</param>
/// <param name="RequestHash">Hash of the request, to tell a repeat from another request under the same key.</param>
/// <param name="CallbackData">The caller's own word, given back with the message; at most 512 characters.</param>
/// <param name="TraceId">Trace that caused it.</param>
/// <param name="SendAt">Not sent before; null for at once.</param>
/// <param name="ExpiresAt">Not sent after; null for the lane's own time.</param>
/// <param name="OnUnknown">What is done about an outcome that stays unknown.</param>
/// <param name="Fallback">Sent instead where the connector's service window is closed; null for none.</param>
[GenerateSerializer, Immutable, Alias("wa.message.send.v1")]
public sealed record SendMessage(
    [property: Id(0)] string MessageId,
    [property: Id(1)] MessageContent Content,
    [property: Id(2)] Lane Lane,
    [property: Id(3)] string? ReplyTo,
    [property: Id(4)] string? IdempotencyKey,
    [property: Id(5)] string? RequestHash,
    [property: Id(6)] string? CallbackData,
    [property: Id(7)] string? TraceId,
    [property: Id(8)] DateTimeOffset? SendAt = null,
    [property: Id(9)] DateTimeOffset? ExpiresAt = null,
    [property: Id(10)] OnUnknown OnUnknown = OnUnknown.Wait,
    [property: Id(11)] MessageContent? Fallback = null);

/// <summary>The receipt: the message is stored durably, not yet sent.</summary>
/// <param name="MessageId">Our id.</param>
/// <param name="Status">Its state.</param>
/// <param name="Repeated">True when the same idempotency key had already been accepted.</param>
[GenerateSerializer, Immutable, Alias("wa.message.receipt.v1")]
public sealed record SendReceipt(
    [property: Id(0)] string MessageId,
    [property: Id(1)] MessageStatus Status,
    [property: Id(2)] bool Repeated);
