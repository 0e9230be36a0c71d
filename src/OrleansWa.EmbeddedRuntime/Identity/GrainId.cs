using System.Diagnostics.CodeAnalysis;

namespace OrleansWa.EmbeddedRuntime;

/// <summary>Identity of a grain: its type and its key. Written <c>type/key</c>.</summary>
[GenerateSerializer, Immutable]
public readonly struct GrainId : IEquatable<GrainId>, IComparable<GrainId>
{
    /// <summary>Joins a type and a key.</summary>
    /// <param name="type">The grain type.</param>
    /// <param name="key">The key.</param>
    public GrainId(GrainType type, IdSpan key)
    {
        Type = type;
        Key = key;
    }

    /// <summary>The grain type.</summary>
    public GrainType Type { get; }

    /// <summary>The key.</summary>
    public IdSpan Key { get; }

    /// <summary>True when nothing was set.</summary>
    public bool IsDefault => Type.IsDefault && Key.IsDefault;

    /// <summary>Joins a type and a key.</summary>
    /// <param name="type">The grain type.</param>
    /// <param name="key">The key, not blank.</param>
    public static GrainId Create(string type, string key) => Create(GrainType.Create(type), key);

    /// <summary>Joins a type and a key.</summary>
    /// <param name="type">The grain type.</param>
    /// <param name="key">The key, not blank.</param>
    /// <exception cref="ArgumentException">The key is blank.</exception>
    public static GrainId Create(GrainType type, string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return new GrainId(type, IdSpan.Create(key));
    }

    /// <summary>Joins a type and a key.</summary>
    /// <param name="type">The grain type.</param>
    /// <param name="key">The key.</param>
    public static GrainId Create(GrainType type, IdSpan key) => new(type, key);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <param name="value">Text such as <c>wa.channel/tenant/5</c>; the first slash ends the type.</param>
    /// <exception cref="FormatException">There is no slash, or nothing before or after it.</exception>
    public static GrainId Parse(string value) =>
        TryParse(value, out var result) ? result : throw new FormatException($"'{value}' is not a grain id: expected type/key.");

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <param name="value">The text.</param>
    /// <param name="result">The identity, or the default one.</param>
    /// <returns>False when the text is no identity.</returns>
    public static bool TryParse([NotNullWhen(true)] string? value, out GrainId result)
    {
        var slash = value?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        var valid = slash > 0 && slash < value!.Length - 1;
        result = valid ? Create(value![..slash], value[(slash + 1)..]) : default;
        return valid;
    }

    /// <inheritdoc/>
    public bool Equals(GrainId other) => Key.Equals(other.Key) && Type.Equals(other.Type);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GrainId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, Key);

    /// <inheritdoc/>
    public int CompareTo(GrainId other) => Type.CompareTo(other.Type) is var order && order != 0 ? order : Key.CompareTo(other.Key);

    /// <summary>The text <c>type/key</c>.</summary>
    public override string ToString() => $"{Type}/{Key}";

    /// <summary>Ordinal equality.</summary>
    public static bool operator ==(GrainId left, GrainId right) => left.Equals(right);

    /// <summary>Ordinal inequality.</summary>
    public static bool operator !=(GrainId left, GrainId right) => !left.Equals(right);

    /// <summary>Order by type, then by key.</summary>
    public static bool operator <(GrainId left, GrainId right) => left.CompareTo(right) < 0;

    /// <summary>Order by type, then by key.</summary>
    public static bool operator >(GrainId left, GrainId right) => left.CompareTo(right) > 0;

    /// <summary>Order by type, then by key.</summary>
    public static bool operator <=(GrainId left, GrainId right) => left.CompareTo(right) <= 0;

    /// <summary>Order by type, then by key.</summary>
    public static bool operator >=(GrainId left, GrainId right) => left.CompareTo(right) >= 0;
}
