using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansWa.CloudApiEmulator;

/// <summary>A message that the emulator accepted from a business, with its latest status.</summary>
public sealed class AcceptedMessage
{
    /// <summary>The wamid given in the answer.</summary>
    public required string Id { get; init; }

    /// <summary>The business number that sent it.</summary>
    public required string PhoneNumberId { get; init; }

    /// <summary>The recipient exactly as the request said (<c>to</c> or <c>recipient</c>).</summary>
    public required string To { get; init; }

    /// <summary>The patient's WhatsApp id, which may lack the ninth digit.</summary>
    public required string WaId { get; init; }

    /// <summary>Message type, for example <c>text</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Name of the template, for templates.</summary>
    public string? TemplateName { get; init; }

    /// <summary>The request's <c>biz_opaque_callback_data</c>.</summary>
    public string? CallbackData { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>Latest status: <c>accepted</c>, <c>sent</c>, <c>delivered</c>, <c>read</c> or <c>failed</c>.</summary>
    public string Status { get; internal set; } = "accepted";

    /// <summary>Code of the error of a failed message.</summary>
    public int? ErrorCode { get; internal set; }

    /// <summary>The request as it came; null once 20,000 newer messages exist.</summary>
    public JsonElement? Content => Body is { } body ? JsonSerializer.Deserialize<JsonElement>(body) : null;

    /// <summary>The request's bytes, as long as they are kept.</summary>
    [JsonIgnore]
    internal byte[]? Body { get; set; }

    /// <summary>Pricing category of the message: <c>service</c> or the template's.</summary>
    [JsonIgnore]
    internal string Category { get; init; } = "service";
}
