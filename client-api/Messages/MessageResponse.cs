using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansWa.ClientApi.Json;
using OrleansWa.Contracts.Messages;

namespace OrleansWa.ClientApi.Messages;

/// <summary>A message of history. Its content is the member named like <c>type</c>, in the Cloud API's own shape.</summary>
public sealed record MessageResponse
{
    /// <summary>Our id.</summary>
    public required string Id { get; init; }

    /// <summary><c>in</c> or <c>out</c>.</summary>
    public required string Direction { get; init; }

    /// <summary>The conversation it belongs to.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The channel it went through.</summary>
    public required string ChannelId { get; init; }

    /// <summary>WhatsApp's type; names the member that holds the content.</summary>
    public required string Type { get; init; }

    /// <summary><c>pending</c>, <c>sending</c>, <c>unknown</c>, <c>sent</c>, <c>delivered</c>, <c>read</c>, <c>played</c>, <c>failed</c>, <c>dead</c>, <c>cancelled</c>, <c>expired</c>; <c>received</c> for incoming ones, <c>superseded</c> for a placeholder whose real content came.</summary>
    public required string Status { get; init; }

    /// <summary>Class of outbound traffic; null for incoming ones.</summary>
    public string? Lane { get; init; }

    /// <summary>Stored at.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Not sent before; a retry moves it. Null for incoming ones.</summary>
    public DateTimeOffset? SendAt { get; init; }

    /// <summary>Not sent at or after; null for incoming ones.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary><c>wait</c> or <c>resend</c>; null for incoming ones.</summary>
    public string? OnUnknown { get; init; }

    /// <summary>Taken by WhatsApp at.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>On the device at.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>Displayed at.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>Failed at.</summary>
    public DateTimeOffset? FailedAt { get; init; }

    /// <summary>For incoming ones: when WhatsApp says it was written.</summary>
    public DateTimeOffset? WrittenAt { get; init; }

    /// <summary>WhatsApp's id (wamid).</summary>
    public string? WhatsAppId { get; init; }

    /// <summary>The last error, or why it waits.</summary>
    public MessageError? Error { get; init; }

    /// <summary>Attempts that did not end in acceptance; only where one message is read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<MessageAttempt>? Attempts { get; init; }

    /// <summary>Our id of the quoted message.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>The sender's own word.</summary>
    public string? CallbackData { get; init; }

    /// <summary>Sent instead where the 24-hour window is closed; left out where none was named.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? FallbackTemplate { get; init; }

    /// <summary>Whether the fallback was sent, or will be, because the window was closed; left out where none was named.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? UsesFallback { get; init; }

    /// <summary>Reactions that stand, at most one of each side, oldest first.</summary>
    public required IReadOnlyList<ReactionResponse> Reactions { get; init; }

    /// <summary>Edited by its sender at; the content is then the present one.</summary>
    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>Deleted by its sender at; what it said stays readable here.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>What an edited message said first: <c>type</c>, and the member of that name.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Original { get; init; }

    /// <summary>The content: one member, named like <c>type</c>.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Content { get; init; }

    internal static MessageResponse From(MessageRow row)
    {
        var content = MessageContentMember.Of(row);
        return new()
        {
            Id = row.Id,
            Direction = row.Outbound ? "out" : "in",
            ConversationId = Ids.Conversation(row.ChannelId, row.ContactId),
            ChannelId = row.ChannelId,
            Type = content.Type,
            Status = row.Status.ToWord(),
            Lane = row.Outbound ? Words<Lane>.Of(row.Lane) : null,
            CreatedAt = row.CreatedAt,
            SendAt = row.Outbound ? row.DueAt : null,
            ExpiresAt = row.ExpiresAt,
            OnUnknown = row.Outbound ? Words<OnUnknown>.Of(row.OnUnknown == Contracts.Messages.OnUnknown.Resend ? row.OnUnknown : Contracts.Messages.OnUnknown.Wait) : null,
            SentAt = row.SentAt,
            DeliveredAt = row.DeliveredAt,
            ReadAt = row.ReadAt,
            FailedAt = row.FailedAt,
            WrittenAt = row.WhatsAppTimestamp,
            WhatsAppId = row.WhatsAppId,
            Error = row.Error,
            ReplyTo = row.ReplyTo,
            CallbackData = row.CallbackData,
            FallbackTemplate = row.Fallback is { } fallback ? CanonicalJson.Read(fallback.Json) : null,
            UsesFallback = row.Fallback is null ? null : row.UsesFallback,
            Reactions = row.Changes is { } changes ? [.. changes.Reactions.Select(ReactionResponse.Of)] : [],
            EditedAt = row.Changes?.Edit?.At,
            DeletedAt = row.Changes?.DeletedAt,
            Original = content.Original,
            Content = content.Member,
        };
    }

    internal static MessageResponse From(MessageDetails details) => From(details.Message) with { Attempts = [.. details.Attempts] };
}
