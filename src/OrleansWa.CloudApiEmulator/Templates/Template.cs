using System.Text.Json;

namespace OrleansWa.CloudApiEmulator.Templates;

/// <summary>A message template in one language; replaced as a whole when it changes.</summary>
internal sealed record Template
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Language { get; init; }

    public required string Category { get; init; }

    public required string Status { get; init; }

    public required JsonElement Components { get; init; }

    public bool Named { get; init; }

    /// <summary>The component of a type (<c>BODY</c>, <c>HEADER</c>, ...), whatever its letters' case.</summary>
    public JsonElement? Component(string type)
    {
        foreach (var component in Components.EnumerateArray())
            if (component.TryGetProperty("type", out var t) && string.Equals(t.GetString(), type, StringComparison.OrdinalIgnoreCase)) return component;
        return null;
    }
}
