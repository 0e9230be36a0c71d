using OrleansWa.ClientApi.Json;
using OrleansWa.Contracts.Messages;

namespace OrleansWa.ClientApi.DeadLetters;

/// <summary>An outgoing message that failed and that a person can act on. <c>GET /api/v1/messages/{id}</c> has its content and each attempt.</summary>
/// <param name="Id">Id of the message.</param>
/// <param name="ChannelId">The channel.</param>
/// <param name="ConversationId">The conversation.</param>
/// <param name="Type">WhatsApp's type.</param>
/// <param name="Status"><c>failed</c> or <c>dead</c>.</param>
/// <param name="Lane">Class of traffic.</param>
/// <param name="Error">The reason, and what can be done about it.</param>
/// <param name="Attempts">Attempts made.</param>
/// <param name="CreatedAt">Stored at.</param>
/// <param name="FailedAt">Failed at; the list is ordered by it.</param>
/// <param name="CallbackData">The sender's own word.</param>
public sealed record DeadLetterResponse(
    string Id,
    string ChannelId,
    string ConversationId,
    string Type,
    string Status,
    string Lane,
    MessageError? Error,
    int Attempts,
    DateTimeOffset CreatedAt,
    DateTimeOffset? FailedAt,
    string? CallbackData)
{
    internal static DeadLetterResponse From(MessageRow row) => new(
        row.Id,
        row.ChannelId,
        Ids.Conversation(row.ChannelId, row.ContactId),
        row.Content.Type,
        row.Status.ToWord(),
        Words<Lane>.Of(row.Lane),
        row.Error,
        row.Attempts,
        row.CreatedAt,
        row.FailedAt,
        row.CallbackData);
}

/// <summary>What one call of a retry by filter did.</summary>
/// <param name="Retried">Messages that are pending again.</param>
/// <param name="Skipped">Messages whose state or channel did not allow it any more.</param>
/// <param name="NextCursor">Give it as <c>?cursor=</c> to go on; null when the filter has no more.</param>
public sealed record RetriedDeadLettersResponse(int Retried, int Skipped, string? NextCursor);
