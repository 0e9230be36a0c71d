using OrleansWa.Contracts.Messages;

namespace OrleansWa.Contracts.DeadLetters;

/// <summary>Something that failed and that a person can act on: exactly one of the two.</summary>
/// <param name="Outgoing">A message that failed.</param>
/// <param name="Incoming">An event that nobody could handle.</param>
[GenerateSerializer, Immutable, Alias("wa.dead-letter.v1")]
public sealed record DeadLetter([property: Id(0)] MessageRow? Outgoing, [property: Id(1)] IncomingDeadLetter? Incoming);

/// <summary>An incoming event that nobody could handle.</summary>
[GenerateSerializer, Immutable, Alias("wa.dead-letter.incoming.v1")]
public sealed record IncomingDeadLetter
{
    /// <summary>Its id, derived from the event.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>The channel; null where no channel holds the number.</summary>
    [Id(1)] public string? ChannelId { get; init; }

    /// <summary>The contact; null where no channel holds the number.</summary>
    [Id(2)] public string? ContactId { get; init; }

    /// <summary>The message of history; null where no channel holds the number.</summary>
    [Id(3)] public string? MessageId { get; init; }

    /// <summary>WhatsApp's type.</summary>
    [Id(4)] public required string Type { get; init; }

    /// <summary>When it failed.</summary>
    [Id(5)] public DateTimeOffset FailedAt { get; init; }

    /// <summary>Why, and what can be done.</summary>
    [Id(6)] public required MessageError Error { get; init; }

    /// <summary>The connector's account that it came for, where no channel holds it: for the Cloud API the phone number id.</summary>
    [Id(7)] public string? AccountId { get; init; }

    /// <summary>When it was handled after all or taken off the list; null while it is listed.</summary>
    [Id(8)] public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Number of the event in the inbox; null where no channel holds the number.</summary>
    [Id(9)] public long? EventSeq { get; init; }
}

/// <summary>An event that no rule could handle, as its conversation leaves it behind.</summary>
/// <param name="Seq">Its number in the inbox.</param>
/// <param name="MessageId">Its message.</param>
/// <param name="Type">WhatsApp's type.</param>
/// <param name="At">When it failed.</param>
/// <param name="Error">Why, and what can be done.</param>
public sealed record RefusedEvent(long Seq, string MessageId, string Type, DateTimeOffset At, MessageError Error);
