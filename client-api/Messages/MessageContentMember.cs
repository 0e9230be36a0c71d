using System.Collections.Frozen;
using System.Text.Json;
using OrleansWa.ClientApi.Json;
using OrleansWa.Contracts.Messages;

namespace OrleansWa.ClientApi.Messages;

/// <summary>The member of a message's JSON that holds its content.</summary>
internal static class MessageContentMember
{
    // WhatsApp names its types; should it ever name one like a member of ours, the content goes to "content".
    private static readonly FrozenSet<string> Taken = typeof(MessageResponse).GetProperties()
        .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))
        .ToFrozenSet(StringComparer.Ordinal);

    public static Dictionary<string, JsonElement>? Of(MessageRow row)
    {
        var type = row.Content.Type;
        var json = Element(row.Content.Json);
        if (json is { } whole && !row.Outbound)
        {
            // An incoming row keeps the whole element; unknown types may have no member of their own name.
            json = whole.ValueKind == JsonValueKind.Object && whole.TryGetProperty(type, out var member) ? member : null;
        }

        return json is { } content ? new Dictionary<string, JsonElement> { [Taken.Contains(type) ? "content" : type] = content } : null;
    }

    private static JsonElement? Element(string json)
    {
        try
        {
            return CanonicalJson.Read(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
