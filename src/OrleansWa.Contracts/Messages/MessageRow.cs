namespace OrleansWa.Contracts.Messages;

/// <summary>One message of history. Incoming ones have <see cref="Outbound"/> false and status <see cref="MessageStatus.Received"/>.</summary>
[GenerateSerializer, Immutable, Alias("wa.message.row.v1")]
public sealed record MessageRow
{
    /// <summary>Order of the conversation: order of commits. Set by the store.</summary>
    [Id(0)] public long Seq { get; init; }

    /// <summary>Our id, unique within the tenant.</summary>
    [Id(1)] public required string Id { get; init; }

    /// <summary>The tenant.</summary>
    [Id(2)] public required string TenantId { get; init; }

    /// <summary>The channel.</summary>
    [Id(3)] public required string ChannelId { get; init; }

    /// <summary>The contact.</summary>
    [Id(4)] public required string ContactId { get; init; }

    /// <summary>True when we send it.</summary>
    [Id(5)] public bool Outbound { get; init; }

    /// <summary>The content; for incoming messages and echoes of the handset the JSON is the whole element as WhatsApp sent it.</summary>
    [Id(6)] public required MessageContent Content { get; init; }

    /// <summary>State.</summary>
    [Id(7)] public MessageStatus Status { get; init; }

    /// <summary>Class of outbound traffic.</summary>
    [Id(8)] public Lane Lane { get; init; }

    /// <summary>Not sent before.</summary>
    [Id(9)] public DateTimeOffset DueAt { get; init; }

    /// <summary>Not sent after.</summary>
    [Id(10)] public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>WhatsApp's id (wamid).</summary>
    [Id(11)] public string? WhatsAppId { get; init; }

    /// <summary>Our id of the quoted message, for outbound ones.</summary>
    [Id(12)] public string? ReplyTo { get; init; }

    /// <summary>The caller's own word.</summary>
    [Id(13)] public string? CallbackData { get; init; }

    /// <summary>What caused it: <c>api</c>, <c>flow:{flowId}</c>, or <see cref="MessageOrigins.Handset"/>.</summary>
    [Id(14)] public string? Origin { get; init; }

    /// <summary>Trace that caused it.</summary>
    [Id(15)] public string? TraceId { get; init; }

    /// <summary>Attempts made to send it.</summary>
    [Id(16)] public int Attempts { get; init; }

    /// <summary>The last error, or why it waits.</summary>
    [Id(17)] public MessageError? Error { get; init; }

    /// <summary>Stored at.</summary>
    [Id(18)] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last attempt began.</summary>
    [Id(19)] public DateTimeOffset? AttemptedAt { get; init; }

    /// <summary>Reported times of each state.</summary>
    [Id(20)] public DateTimeOffset? SentAt { get; init; }

    /// <summary>See <see cref="SentAt"/>.</summary>
    [Id(21)] public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>See <see cref="SentAt"/>.</summary>
    [Id(22)] public DateTimeOffset? ReadAt { get; init; }

    /// <summary>See <see cref="SentAt"/>.</summary>
    [Id(23)] public DateTimeOffset? FailedAt { get; init; }

    /// <summary>Time the sender's WhatsApp gave an incoming message.</summary>
    [Id(24)] public DateTimeOffset? WhatsAppTimestamp { get; init; }

    /// <summary>What is done about an outcome that stays unknown.</summary>
    [Id(25)] public OnUnknown OnUnknown { get; init; }

    /// <summary>Of <see cref="Attempts"/>, those made before it was last retried by hand; they do not count against the limit of tries.</summary>
    [Id(26)] public int AttemptsBefore { get; init; }

    /// <summary>Sent instead of <see cref="Content"/> where the connector's service window is closed; null for none.</summary>
    [Id(27)] public MessageContent? Fallback { get; init; }

    /// <summary>The window was closed: the last attempt sent <see cref="Fallback"/>, and so will the next one.</summary>
    [Id(28)] public bool UsesFallback { get; init; }

    /// <summary>What happened to it afterwards: reactions, edit, deletion. Null when nothing did; only set where history is read.</summary>
    [Id(29)] public MessageChanges? Changes { get; init; }

    /// <summary>Whether <see cref="Content"/> holds the whole element as WhatsApp sent it, and not only the member named like its type.</summary>
    public bool HoldsElement => !Outbound || Origin == MessageOrigins.Handset;
}

/// <summary>An attempt that did not end in acceptance.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When its outcome was known.</param>
/// <param name="Result">What became of it.</param>
/// <param name="Error">Why.</param>
[GenerateSerializer, Immutable, Alias("wa.message.attempt.v1")]
public sealed record MessageAttempt(
    [property: Id(0)] int Number,
    [property: Id(1)] DateTimeOffset StartedAt,
    [property: Id(2)] DateTimeOffset EndedAt,
    [property: Id(3)] string Result,
    [property: Id(4)] MessageError? Error);

/// <summary>A message with its attempts.</summary>
[GenerateSerializer, Immutable, Alias("wa.message.details.v1")]
public sealed record MessageDetails(
    [property: Id(0)] MessageRow Message,
    [property: Id(1)] System.Collections.Immutable.ImmutableArray<MessageAttempt> Attempts);
