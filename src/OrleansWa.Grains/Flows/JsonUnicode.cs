using System.Text.Json;
using OrleansWa.Contracts;

namespace OrleansWa.Grains.Flows;

/// <summary>Finds strings that are JSON but not text: half of a surrogate pair makes every later read of the string throw.</summary>
internal static class JsonUnicode
{
    /// <summary>The positions of such values. Names need no look: a parser that refuses double members has read them all.</summary>
    public static IEnumerable<FieldError> Faults(JsonElement element, string path = "") => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Faults(member.Value, Join(path, member.Name))),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((item, index) => Faults(item, $"{path}[{index}]")),
        JsonValueKind.String when !IsText(element) => [new FieldError(path, "The text is not valid Unicode.")],
        _ => [],
    };

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static bool IsText(JsonElement element)
    {
        try
        {
            element.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
