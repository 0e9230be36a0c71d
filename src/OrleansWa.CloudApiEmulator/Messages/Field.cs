using System.Text.Json;
using OrleansWa.CloudApiEmulator.Graph;

namespace OrleansWa.CloudApiEmulator.Messages;

/// <summary>Checks of single members of a send request; each gives the error, or null when all is well.</summary>
internal static class Field
{
    /// <summary>The member is there and is an object.</summary>
    public static GraphError? Object(JsonElement parent, string name, string path, out JsonElement value)
    {
        if (!parent.TryMember(name, out value)) return GraphErrors.MissingField(path);
        return value.ValueKind == JsonValueKind.Object ? null : GraphErrors.BadValue($"Param {path} must be a JSON object.");
    }

    /// <summary>The member is a text of 1 to <paramref name="max"/> characters.</summary>
    public static GraphError? Text(JsonElement parent, string name, string path, int max) =>
        !parent.TryMember(name, out _) ? GraphErrors.MissingField(path) : OptionalText(parent, name, path, max, min: 1);

    /// <summary>The member, if there, is a text of at most <paramref name="max"/> characters.</summary>
    public static GraphError? OptionalText(JsonElement parent, string name, string path, int max, int min = 0)
    {
        if (!parent.TryMember(name, out var value)) return null;
        if (value.ValueKind != JsonValueKind.String) return GraphErrors.Invalid($"Param {path} must be a string.");
        var length = value.GetString()!.Length;
        if (length < min) return GraphErrors.BadValue($"Param {path} must not be empty.");
        return length <= max ? null : GraphErrors.Invalid($"Param {path} must be at most {max} characters long.");
    }

    /// <summary>The object has no member that Graph does not know.</summary>
    public static GraphError? Only(JsonElement value, string path, params ReadOnlySpan<string> names)
    {
        foreach (var member in value.EnumerateObject())
            if (!names.Contains(member.Name)) return GraphErrors.Invalid($"Unexpected key \"{member.Name}\" on param \"{path}\".");
        return null;
    }

    /// <summary>The array has between <paramref name="min"/> and <paramref name="max"/> items.</summary>
    public static GraphError? Count(JsonElement parent, string name, string path, int min, int max)
    {
        if (!parent.TryMember(name, out var value)) return GraphErrors.MissingField(path);
        if (value.ValueKind != JsonValueKind.Array) return GraphErrors.BadValue($"Param {path} must be an array.");
        var count = value.GetArrayLength();
        return count >= min && count <= max ? null : GraphErrors.BadValue($"Param {path} has {count} items. Min: {min}, max: {max}.");
    }

    /// <summary>The texts are all different.</summary>
    public static GraphError? Unique(IEnumerable<string?> values, string path)
    {
        var seen = new HashSet<string?>(StringComparer.Ordinal);
        return values.All(seen.Add) ? null : GraphErrors.BadValue($"Param {path} must be unique.");
    }
}
