namespace OrleansWa.EmbeddedRuntime;

/// <summary>Number of a member in the wire contract. Never reused, never retyped.</summary>
/// <param name="id">The number, unique in its type.</param>
[AttributeUsage(
    AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Class
    | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Method)]
public sealed class IdAttribute(uint id) : Attribute
{
    /// <summary>The number, unique in its type.</summary>
    public uint Id { get; } = id;
}
