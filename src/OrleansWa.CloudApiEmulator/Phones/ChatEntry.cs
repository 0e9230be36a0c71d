using System.Text.Json;

namespace OrleansWa.CloudApiEmulator;

/// <summary>One message of a chat, as the patient's phone shows it.</summary>
public sealed record ChatEntry
{
    /// <summary>The wamid.</summary>
    public required string Id { get; init; }

    /// <summary>True when the patient wrote it.</summary>
    public required bool FromPatient { get; init; }

    /// <summary>Message type.</summary>
    public required string Type { get; init; }

    /// <summary>Readable text: the body, a caption, or a filled template.</summary>
    public required string Text { get; init; }

    /// <summary>Buttons and rows that can be tapped.</summary>
    public required IReadOnlyList<ChatOption> Options { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Status of a business message; <c>written</c> or <c>read</c> for a patient's.</summary>
    public required string Status { get; init; }

    /// <summary>Error code of a failed business message.</summary>
    public int? ErrorCode { get; init; }

    /// <summary>Where the emulator's page can show the file from, if there is one.</summary>
    public string? MediaUrl { get; init; }

    /// <summary>The message's JSON; null once it was dropped.</summary>
    public JsonElement? Content { get; init; }
}
