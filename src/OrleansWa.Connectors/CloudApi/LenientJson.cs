using System.Globalization;
using System.Text.Json;

namespace OrleansWa.Connectors.CloudApi;

/// <summary>
/// Reads members of a wrong or missing kind without complaint: Meta sends numbers as strings and strings as numbers, and leaves members out.
/// Only for documents of <see cref="SafeJson"/>, whose texts can always be read.
/// </summary>
internal static class LenientJson
{
    /// <summary>The member; an undefined element when there is none, it is null, or this is no object.</summary>
    public static JsonElement Member(this JsonElement element, ReadOnlySpan<byte> name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : default;

    /// <summary>Text of a member; numbers and booleans as they are written; null for everything else.</summary>
    public static string? Text(this JsonElement element, ReadOnlySpan<byte> name) => element.Member(name).AsText();

    /// <summary>Text of a member, null also when it is empty.</summary>
    public static string? NonEmptyText(this JsonElement element, ReadOnlySpan<byte> name) =>
        element.Text(name) is { Length: > 0 } text ? text : null;

    /// <summary>This element as text; null when it is neither text nor number nor boolean.</summary>
    public static string? AsText(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => element.GetRawText(),
        _ => null,
    };

    /// <summary>Whole number of a member, written as number or as text; null when it is neither.</summary>
    public static long? Integer(this JsonElement element, ReadOnlySpan<byte> name)
    {
        var member = element.Member(name);
        if (member.ValueKind == JsonValueKind.Number && member.TryGetInt64(out var number))
        {
            return number;
        }

        return long.TryParse(member.AsText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) ? number : null;
    }

    /// <summary>Items of a member; none when it is missing or no array.</summary>
    public static JsonElement.ArrayEnumerator Items(this JsonElement element, ReadOnlySpan<byte> name)
    {
        var member = element.Member(name);
        return member.ValueKind == JsonValueKind.Array ? member.EnumerateArray() : default;
    }
}
