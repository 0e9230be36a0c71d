using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansWa.ClientApi.Messages;

/// <summary>
/// A message to send. Its content is the member named like <c>type</c>, in the Cloud API's own shape:
/// <c>{"to":"+55 11 98765-4321","type":"text","text":{"body":"Olá!"}}</c>.
/// </summary>
public record SendMessageRequest
{
    /// <summary>Phone number with country code; spaces, <c>+</c>, <c>-</c>, <c>.</c> and brackets are ignored.</summary>
    [Required]
    public string? To { get; init; }

    /// <summary>
    /// <c>text</c>, <c>image</c>, <c>video</c>, <c>audio</c>, <c>voice</c>, <c>document</c>, <c>sticker</c>, <c>location</c>, <c>contacts</c>,
    /// <c>reaction</c>, <c>template</c> or <c>interactive</c>.
    /// </summary>
    [Required]
    public string? Type { get; init; }

    /// <summary><c>reply</c>, <c>transactional</c> (the default) or <c>bulk</c>.</summary>
    public string? Lane { get; init; }

    /// <summary>Our id of the message to quote.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Not sent before this time (RFC 3339 with offset), at most 1 year ahead; null or past: as soon as its turn comes.</summary>
    public string? SendAt { get; init; }

    /// <summary>
    /// Not sent at or after this time (RFC 3339 with offset); still waiting then, it becomes <c>expired</c>. After <c>sendAt</c>; by default 24 hours after
    /// it may be sent, 7 days in the lane <c>bulk</c>.
    /// </summary>
    public string? ExpiresAt { get; init; }

    /// <summary>
    /// When the answer to an attempt never came and no status explains it within 10 minutes: <c>wait</c> (the default) makes it <c>failed</c> with
    /// <c>outcome_unknown</c>; <c>resend</c> sends it again, so that the person may receive it twice.
    /// </summary>
    public string? OnUnknown { get; init; }

    /// <summary>
    /// A template that is sent instead where the person last wrote more than 24 hours ago, in the Cloud API's shape:
    /// <c>{"name":"lembrete","language":{"code":"pt_BR"},"components":[…]}</c>. Without one such a message is refused (<c>window_closed</c>), or fails with
    /// that code when the window closed while it waited.
    /// </summary>
    public JsonElement? FallbackTemplate { get; init; }

    /// <summary>A word of yours, given back with the message; at most 512 characters.</summary>
    public string? CallbackData { get; init; }

    /// <summary>The content: one member, named like <c>type</c>.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Content { get; init; }
}

/// <summary>A message to send from one of the tenant's channels, chosen by rotation.</summary>
public sealed record RotatedMessageRequest : SendMessageRequest
{
    /// <summary>Which channels take part: <c>main</c> (the default) or <c>broadcast</c>.</summary>
    public string? Role { get; init; }
}
