using OrleansWa.Contracts.Messages;

namespace OrleansWa.Storage.Messages;

/// <summary>The part of an outgoing row that statuses and outcomes change.</summary>
internal sealed record MessageProgress
{
    public required long Seq { get; init; }

    public required string ContactId { get; init; }

    public required MessageStatus Status { get; init; }

    public required int Attempts { get; init; }

    /// <summary>Of these, made before the last retry by hand.</summary>
    public required int AttemptsBefore { get; init; }

    /// <summary>The claim that took it last; null before the first.</summary>
    public required long? Claim { get; init; }

    public required DateTimeOffset? ExpiresAt { get; init; }

    public required bool UsesFallback { get; init; }

    public required DateTimeOffset? AttemptedAt { get; init; }

    public required string? WhatsAppId { get; init; }

    /// <summary>WhatsApp ids of attempts before a retry by hand, separated by spaces.</summary>
    public required string? EarlierWhatsAppIds { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public required bool Ready { get; init; }

    public required DateTimeOffset? UnknownAt { get; init; }

    public required DateTimeOffset? SentAt { get; init; }

    public required DateTimeOffset? DeliveredAt { get; init; }

    public required DateTimeOffset? ReadAt { get; init; }

    public required DateTimeOffset? PlayedAt { get; init; }

    public required DateTimeOffset? FailedAt { get; init; }

    public required MessageError? Error { get; init; }

    /// <summary>Whether it is still in the queue and holds back its followers.</summary>
    public bool IsOpen => Status is MessageStatus.Pending or MessageStatus.Sending or MessageStatus.OutcomeUnknown;
}
