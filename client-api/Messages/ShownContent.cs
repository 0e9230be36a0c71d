using System.Text.Json;

namespace OrleansWa.ClientApi.Messages;

/// <summary>What a message says now, and what it said first where it was edited.</summary>
/// <param name="Type">WhatsApp's type of what it says now.</param>
/// <param name="Member">The content: one member, named like the type; null when there is none.</param>
/// <param name="Original">What it said first; null when it was never edited.</param>
internal sealed record ShownContent(string Type, Dictionary<string, JsonElement>? Member, JsonElement? Original);
