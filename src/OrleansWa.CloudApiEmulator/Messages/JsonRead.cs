using System.Text.Json;

namespace OrleansWa.CloudApiEmulator.Messages;

/// <summary>Short reads of optional JSON members.</summary>
internal static class JsonRead
{
    /// <summary>The member as text when it is a string (or a number, which Graph also takes); else null.</summary>
    public static string? Text(this JsonElement parent, string name) =>
        !parent.TryMember(name, out var value) ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : value.ValueKind == JsonValueKind.Number ? value.GetRawText()
        : null;

    /// <summary>The member when the parent is an object that has it, and it is not null.</summary>
    public static bool TryMember(this JsonElement parent, string name, out JsonElement value)
    {
        value = default;
        return parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
    }

    /// <summary>The member's items when it is an array; else none.</summary>
    public static IReadOnlyList<JsonElement> Items(this JsonElement parent, string name) =>
        parent.TryMember(name, out var value) && value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [];
}
