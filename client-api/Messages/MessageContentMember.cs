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

    public static ShownContent Of(MessageRow row)
    {
        var type = row.Content.Type;
        var json = Element(row.Content.Json);
        if (json is { } whole && row.HoldsElement)
        {
            // The whole element was kept; unknown types may have no member of their own name.
            json = MemberOf(whole, type);
        }

        if (row.Changes?.Edit is { } edit && Element(edit.Json) is { } message && Text(message, "type") is { } newType && MemberOf(message, newType) is { } content)
        {
            return new ShownContent(newType, Named(newType, type == newType ? Merged(json, content) : content), Original(type, json));
        }

        return new ShownContent(type, json is { } present ? Named(type, present) : null, null);
    }

    private static Dictionary<string, JsonElement> Named(string type, JsonElement content) => new() { [Taken.Contains(type) ? "content" : type] = content };

    private static JsonElement? MemberOf(JsonElement whole, string name) =>
        whole.ValueKind == JsonValueKind.Object && whole.TryGetProperty(name, out var member) ? member : null;

    private static string? Text(JsonElement whole, string name) =>
        MemberOf(whole, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    // The edit of a caption leaves the file out: what it does not say stays.
    private static JsonElement Merged(JsonElement? before, JsonElement after)
    {
        if (before is not { ValueKind: JsonValueKind.Object } present || after.ValueKind != JsonValueKind.Object)
        {
            return after;
        }

        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in present.EnumerateObject().Concat(after.EnumerateObject()))
        {
            members[member.Name] = member.Value;
        }

        return JsonSerializer.SerializeToElement(members);
    }

    private static JsonElement Original(string type, JsonElement? content)
    {
        var members = new Dictionary<string, object?> { ["type"] = type };
        if (content is { } known && type != "type")
        {
            members[type] = known;
        }

        return JsonSerializer.SerializeToElement(members);
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
