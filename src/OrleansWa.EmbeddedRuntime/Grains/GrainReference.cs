using System.Reflection;

namespace OrleansWa.EmbeddedRuntime;

/// <summary>Stands for a grain: calling it sends a call. Equal to every reference with the same identity.</summary>
/// <remarks>Made by <see cref="IGrainFactory"/> only; the public constructor is for the proxy generator.</remarks>
public class GrainReference : DispatchProxy, IAddressable, IEquatable<GrainReference>
{
    private GrainInterface _interface = null!;
    private GrainId _grainId;

    /// <summary>Identity of the grain.</summary>
    public GrainId GrainId => _grainId;

    /// <summary>Full name of the interface that the reference was made for.</summary>
    public string InterfaceName => _interface.Name;

    internal GrainInterface Interface => _interface;

    /// <summary>Equality of interface and identity.</summary>
    /// <param name="other">Another reference.</param>
    public bool Equals(GrainReference? other) => other is not null && _grainId == other._grainId && ReferenceEquals(_interface, other._interface);

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as GrainReference);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => _grainId.GetHashCode();

    /// <summary>Identity as text.</summary>
    public sealed override string ToString() => _grainId.ToString();

    // A copy of a prototype costs less than the proxy generator's own way of making an object.
    internal GrainReference For(GrainId grainId)
    {
        var copy = (GrainReference)MemberwiseClone();
        copy._grainId = grainId;
        return copy;
    }

    internal void Bind(GrainInterface grainInterface) => _interface = grainInterface;

    /// <inheritdoc/>
    protected sealed override object? Invoke(MethodInfo? targetMethod, object?[]? args) => _interface.Send(_grainId, targetMethod!, args!);
}
