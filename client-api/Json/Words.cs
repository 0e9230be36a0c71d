using System.Collections.Frozen;
using System.Text.Json;

namespace OrleansWa.ClientApi.Json;

/// <summary>The words that stand for an enum's members in JSON, e.g. <c>tenant_admin</c>; the member 0 has none.</summary>
internal static class Words<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<T, string> ByValue = Enum.GetValues<T>()
        .Where(value => !EqualityComparer<T>.Default.Equals(value, default))
        .ToFrozenDictionary(value => value, WordOf);

    private static readonly FrozenDictionary<string, T> ByWord = ByValue.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>All words, for messages and documentation.</summary>
    public static string All { get; } = string.Join(", ", ByValue.OrderBy(pair => pair.Key).Select(pair => pair.Value));

    public static string Of(T value) => ByValue.GetValueOrDefault(value, "unknown");

    public static bool TryParse(string word, out T value) => ByWord.TryGetValue(word, out value);

    // Its makers write WPPConnect as one word.
    private static string WordOf(T value) => value.ToString() is "WppConnect" ? "wppconnect" : JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
