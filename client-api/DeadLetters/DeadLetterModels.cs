using OrleansWa.ClientApi.Json;
using OrleansWa.Contracts.DeadLetters;
using OrleansWa.Contracts.Messages;

namespace OrleansWa.ClientApi.DeadLetters;

/// <summary>
/// Something that failed and that a person can act on. <c>GET /api/v1/messages/{messageId}</c> has the content and, of an outgoing message, each attempt.
/// </summary>
public sealed record DeadLetterResponse
{
    /// <summary>Its id: of an outgoing message its own.</summary>
    public required string Id { get; init; }

    /// <summary><c>in</c> or <c>out</c>.</summary>
    public required string Direction { get; init; }

    /// <summary>The message; null for a number that no channel holds.</summary>
    public string? MessageId { get; init; }

    /// <summary>The channel; null for a number that no channel holds.</summary>
    public string? ChannelId { get; init; }

    /// <summary>The conversation; null for a number that no channel holds.</summary>
    public string? ConversationId { get; init; }

    /// <summary>The connector's account that it came for, for the Cloud API the phone number id; only where no channel holds it.</summary>
    public string? AccountId { get; init; }

    /// <summary>WhatsApp's type.</summary>
    public required string Type { get; init; }

    /// <summary><c>failed</c> or <c>dead</c> for an outgoing message; <c>dead</c>, or <c>ended</c> once it was handled or taken off the list, for an incoming one.</summary>
    public required string Status { get; init; }

    /// <summary>Class of outbound traffic; null for incoming ones.</summary>
    public string? Lane { get; init; }

    /// <summary>The reason, and what can be done about it.</summary>
    public MessageError? Error { get; init; }

    /// <summary>Attempts made to send it; 0 for incoming ones.</summary>
    public int Attempts { get; init; }

    /// <summary>Stored at.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Failed at; the list is ordered by it.</summary>
    public DateTimeOffset? FailedAt { get; init; }

    /// <summary>The sender's own word.</summary>
    public string? CallbackData { get; init; }

    internal static DeadLetterResponse Of(DeadLetter letter) => letter.Outgoing is { } row ? Of(row) : Of(letter.Incoming!);

    internal static DeadLetterResponse Of(IncomingDeadLetter letter) => new()
    {
        Id = letter.Id,
        Direction = "in",
        MessageId = letter.MessageId,
        ChannelId = letter.ChannelId,
        ConversationId = letter.ChannelId is null ? null : Ids.Conversation(letter.ChannelId, letter.ContactId!),
        AccountId = letter.AccountId,
        Type = letter.Type,
        Status = letter.EndedAt is null ? "dead" : "ended",
        Error = letter.Error,
        CreatedAt = letter.FailedAt,
        FailedAt = letter.FailedAt,
    };

    private static DeadLetterResponse Of(MessageRow row) => new()
    {
        Id = row.Id,
        Direction = "out",
        MessageId = row.Id,
        ChannelId = row.ChannelId,
        ConversationId = Ids.Conversation(row.ChannelId, row.ContactId),
        Type = row.Content.Type,
        Status = row.Status.ToWord(),
        Lane = Words<Lane>.Of(row.Lane),
        Error = row.Error,
        Attempts = row.Attempts,
        CreatedAt = row.CreatedAt,
        FailedAt = row.FailedAt,
        CallbackData = row.CallbackData,
    };
}

/// <summary>What one call of a retry by filter did.</summary>
/// <param name="Retried">Messages that are pending again, and events that were handled.</param>
/// <param name="Skipped">Those whose state, channel or conversation did not allow it.</param>
/// <param name="NextCursor">Give it as <c>?cursor=</c> to go on; null when the filter has no more.</param>
public sealed record RetriedDeadLettersResponse(int Retried, int Skipped, string? NextCursor);
