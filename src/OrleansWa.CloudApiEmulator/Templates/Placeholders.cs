using System.Text.RegularExpressions;

namespace OrleansWa.CloudApiEmulator.Templates;

/// <summary>The <c>{{1}}</c> or <c>{{name}}</c> parameters of a template's text.</summary>
internal static partial class Placeholders
{
    public static IReadOnlyList<string> In(string? text) =>
        text is null ? [] : [.. Pattern().Matches(text).Select(m => m.Groups[1].Value).Distinct(StringComparer.Ordinal)];

    /// <summary>Whether a text begins or ends with a parameter, which Meta refuses.</summary>
    public static bool AtEdge(string text)
    {
        var trimmed = text.Trim();
        return trimmed.StartsWith("{{", StringComparison.Ordinal) || trimmed.EndsWith("}}", StringComparison.Ordinal);
    }

    public static string Fill(string text, Func<string, string?> value) => Pattern().Replace(text, m => value(m.Groups[1].Value) ?? m.Value);

    [GeneratedRegex(@"\{\{\s*([A-Za-z0-9_]+)\s*\}\}")]
    private static partial Regex Pattern();
}
