using System.Globalization;
using System.Text.Json.Nodes;

namespace OrleansWa.Contract.Tests.OpenApi;

/// <summary>One place where Meta's file is at odds with its own examples or with the fact sheet, and what we read instead.</summary>
/// <param name="Pointer">Where, as a JSON pointer below <c>/components/schemas</c>.</param>
/// <param name="Replacement">The JSON to put there; null removes the member.</param>
/// <param name="Reason">Why.</param>
internal sealed record Correction(string Pointer, string? Replacement, string Reason)
{
    /// <summary>Changes the document; fails when there is nothing to correct, so that a corrected newer file is noticed.</summary>
    public void Apply(JsonNode document)
    {
        var parts = Pointer.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var parent = document["components"]!["schemas"]!;
        foreach (var part in parts[..^1]) parent = Child(parent, part) ?? throw new InvalidOperationException($"{Pointer}: {part} is not in Meta's file");
        if (Child(parent, parts[^1]) is null) throw new InvalidOperationException($"{Pointer} is not in Meta's file");
        var replacement = Replacement is null ? null : JsonNode.Parse(Replacement);
        if (parent is JsonArray array) array[int.Parse(parts[^1], CultureInfo.InvariantCulture)] = replacement;
        else if (replacement is null) parent.AsObject().Remove(parts[^1]);
        else parent[parts[^1]] = replacement;
    }

    private static JsonNode? Child(JsonNode parent, string name) =>
        parent is JsonArray array ? array[int.Parse(name, CultureInfo.InvariantCulture)] : parent[name];
}
