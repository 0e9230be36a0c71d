namespace OrleansWa.Contracts.Conversations;

/// <summary>What lists show of a conversation and only its grain knows.</summary>
/// <param name="BotEnabled">Whether flows answer.</param>
/// <param name="FlowId">The active flow; null for none.</param>
/// <param name="FlowNodeId">The node it waits at.</param>
[GenerateSerializer, Immutable, Alias("wa.conversation.summary.v1")]
public sealed record ConversationSummary(
    [property: Id(0)] bool BotEnabled,
    [property: Id(1)] string? FlowId,
    [property: Id(2)] string? FlowNodeId);

/// <summary>One conversation as lists show it.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="ChannelId">The channel.</param>
/// <param name="ContactId">The contact.</param>
/// <param name="ContactName">Name of the contact, when known. Personal data.</param>
/// <param name="Phone">Phone of the contact, when known. Personal data.</param>
/// <param name="Unread">Incoming messages nobody has read; only what <see cref="InboundEventRules.IsMessageOfPerson"/> names.</param>
/// <param name="LastInboundAt">The contact's last message, by the same rule: WhatsApp's 24-hour window starts there.</param>
/// <param name="LastActivityAt">The last message of either side; changes of messages and system notices are none.</param>
/// <param name="Summary">What its grain last stored.</param>
/// <param name="OptedOutAt">Since when the contact wants nothing of the tenant; null when it did not opt out.</param>
[GenerateSerializer, Immutable, Alias("wa.conversation.row.v1")]
public sealed record ConversationRow(
    [property: Id(0)] string TenantId,
    [property: Id(1)] string ChannelId,
    [property: Id(2)] string ContactId,
    [property: Id(3)] string? ContactName,
    [property: Id(4)] string? Phone,
    [property: Id(5)] int Unread,
    [property: Id(6)] DateTimeOffset? LastInboundAt,
    [property: Id(7)] DateTimeOffset LastActivityAt,
    [property: Id(8)] ConversationSummary Summary,
    [property: Id(9)] DateTimeOffset? OptedOutAt = null);

/// <summary>Incoming events for one conversation, in intake order.</summary>
[GenerateSerializer, Immutable, Alias("wa.conversation.delivery.v1")]
public sealed record Delivery([property: Id(0)] System.Collections.Immutable.ImmutableArray<InboundEvent> Events);

/// <summary>One incoming event as its conversation sees it.</summary>
[GenerateSerializer, Immutable, Alias("wa.conversation.inbound.v1")]
public sealed record InboundEvent
{
    /// <summary>Order of intake commits.</summary>
    [Id(0)] public long Seq { get; init; }

    /// <summary>Sequence number of the event before it in the same conversation; 0 for the first.</summary>
    [Id(1)] public long PreviousSeq { get; init; }

    /// <summary>Our id of the message.</summary>
    [Id(2)] public required string MessageId { get; init; }

    /// <summary>WhatsApp's type, e.g. <c>text</c>.</summary>
    [Id(3)] public required string Type { get; init; }

    /// <summary>The text a rule can look at: body, caption, label of a button. Personal data.</summary>
    [Id(4)] public string? Text { get; init; }

    /// <summary>Id of a tapped button or list row.</summary>
    [Id(5)] public string? ChoiceId { get; init; }

    /// <summary>Name the contact gave itself. Personal data.</summary>
    [Id(6)] public string? ContactName { get; init; }

    /// <summary>The contact's phone, when known. Personal data.</summary>
    [Id(7)] public string? Phone { get; init; }

    /// <summary>When WhatsApp says it was written.</summary>
    [Id(8)] public DateTimeOffset Timestamp { get; init; }

    /// <summary>When it was stored.</summary>
    [Id(9)] public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>True for what only the statistics of a conversation see (a system note, an unsupported message): flows do not answer it.</summary>
    [Id(10)] public bool Silent { get; init; }

    /// <summary>Trace of the webhook that brought it.</summary>
    [Id(11)] public string? TraceId { get; init; }

    /// <summary>True for what staff wrote on the handset: nobody wrote to us, and a message of this kind pauses the bot.</summary>
    [Id(12)] public bool FromHandset { get; init; }

    /// <summary>Without the text, which is personal data.</summary>
    public override string ToString() => $"{nameof(InboundEvent)} {Seq} {Type}";
}

/// <summary>What a conversation hands over when it is merged into another.</summary>
/// <param name="LastInboundAt">The contact's last message in it.</param>
/// <param name="BotOff">Whether a person took over from the bot.</param>
/// <param name="ContactName">Name of the contact, when known. Personal data.</param>
/// <param name="Phone">Phone of the contact, when known. Personal data.</param>
/// <param name="FlowJson">The flow that waits for an answer, as it is stored; null for none. May hold personal data.</param>
[GenerateSerializer, Immutable, Alias("wa.conversation.merged.v1")]
public sealed record MergedConversation(
    [property: Id(0)] DateTimeOffset? LastInboundAt,
    [property: Id(1)] bool BotOff,
    [property: Id(2)] string? ContactName,
    [property: Id(3)] string? Phone,
    [property: Id(4)] string? FlowJson)
{
    /// <summary>Without what is personal data.</summary>
    public override string ToString() => nameof(MergedConversation);
}
