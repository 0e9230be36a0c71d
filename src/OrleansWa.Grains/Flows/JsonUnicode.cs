using System.Text.Json;
using OrleansWa.Contracts;

namespace OrleansWa.Grains.Flows;

/// <summary>Finds strings that are JSON but not text: half of a surrogate pair makes every later read of the string throw.</summary>
internal static class JsonUnicode
{
    /// <summary>The positions of such strings.</summary>
    public static IEnumerable<FieldError> Faults(JsonElement element, string path = "") => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Faults(member, path)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((item, index) => Faults(item, $"{path}[{index}]")),
        JsonValueKind.String when !IsText(element.GetString) => [new FieldError(path, "The text is not valid Unicode.")],
        _ => [],
    };

    private static IEnumerable<FieldError> Faults(JsonProperty member, string path) =>
        IsText(() => member.Name)
            ? Faults(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}")
            : [new FieldError(path.Length == 0 ? "graph" : path, "A member's name is not valid Unicode.")];

    private static bool IsText(Func<string?> read)
    {
        try
        {
            read();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
