using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json.Serialization;

namespace OrleansWa.Grains.Flows;

/// <summary>Variables of one execution: an immutable map in ordinal order, equal by value, so that the same turn stores the same bytes.</summary>
/// <remarks>Not an ImmutableSortedDictionary in the open: read back from JSON that one sorts by the culture of the machine.</remarks>
[JsonConverter(typeof(FlowVariablesJsonConverter))]
internal sealed class FlowVariables : IEquatable<FlowVariables>
{
    private readonly ImmutableSortedDictionary<string, string> _values;

    private FlowVariables(ImmutableSortedDictionary<string, string> values, int sizeBytes) => (_values, SizeBytes) = (values, sizeBytes);

    /// <summary>No variables.</summary>
    public static FlowVariables Empty { get; } = new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal), 0);

    /// <summary>Bytes of all names and values in UTF-8.</summary>
    public int SizeBytes { get; }

    /// <summary>The pairs in ordinal order of their names.</summary>
    public IEnumerable<KeyValuePair<string, string>> Pairs => _values;

    /// <summary>The value, or null.</summary>
    public string? this[string name] => _values.GetValueOrDefault(name);

    /// <summary>With this value.</summary>
    public FlowVariables Set(string name, string value) =>
        new(_values.SetItem(name, value), SizeBytes - SizeOf(name) + Bytes(name) + Bytes(value));

    /// <summary>Without this variable.</summary>
    public FlowVariables Remove(string name) => new(_values.Remove(name), SizeBytes - SizeOf(name));

    /// <inheritdoc/>
    public bool Equals([NotNullWhen(true)] FlowVariables? other) => other is not null && _values.SequenceEqual(other._values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FlowVariables);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_values.Count, SizeBytes);

    private int SizeOf(string name) => _values.TryGetValue(name, out var value) ? Bytes(name) + Bytes(value) : 0;

    private static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);
}
