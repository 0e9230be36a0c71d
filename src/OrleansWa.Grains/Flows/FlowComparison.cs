using System.Collections.Frozen;

namespace OrleansWa.Grains.Flows;

/// <summary>Comparisons of a condition. Case and accents never matter; two numbers compare as numbers, also for equality.</summary>
internal static class FlowComparison
{
    /// <summary>The one operator that has no right side.</summary>
    public const string IsEmpty = "is_empty";

    private static readonly FrozenDictionary<string, Func<string, string, bool>> Operators = new Dictionary<string, Func<string, string, bool>>
    {
        ["equals"] = AreEqual,
        ["not_equals"] = (left, right) => !AreEqual(left, right),
        // Nothing is part of everything, which no author of a flow means.
        ["contains"] = (left, right) => right.Length > 0 && left.Contains(right, StringComparison.Ordinal),
        ["starts_with"] = (left, right) => right.Length > 0 && left.StartsWith(right, StringComparison.Ordinal),
        [IsEmpty] = (left, _) => left.Length == 0,
        ["greater_than"] = (left, right) => FlowNumber.Parse(left) > FlowNumber.Parse(right),
        ["less_than"] = (left, right) => FlowNumber.Parse(left) < FlowNumber.Parse(right),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The operators there are.</summary>
    public static IEnumerable<string> Words => Operators.Keys.Order(StringComparer.Ordinal);

    /// <summary>Whether there is such an operator.</summary>
    public static bool IsKnown(string? word) => word is not null && Operators.ContainsKey(word);

    /// <summary>Whether the comparison holds; false for an operator that does not exist.</summary>
    public static bool Holds(string word, string left, string right) =>
        Operators.TryGetValue(word, out var compare) && compare(FlowText.Fold(left), FlowText.Fold(right));

    private static bool AreEqual(string left, string right) =>
        FlowNumber.Parse(left) is { } a && FlowNumber.Parse(right) is { } b ? a == b : left == right;
}
