namespace OrleansWa.EmbeddedRuntime;

/// <summary>Names the grain type of a class: the first part of every <see cref="GrainId"/> and the key of its stored state.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class GrainTypeAttribute : Attribute
{
    /// <summary>Names the grain type.</summary>
    /// <param name="grainType">Literal text, unique among grain classes; it may not contain <c>/</c>.</param>
    public GrainTypeAttribute(string grainType) => Value = GrainType.Create(grainType);

    internal GrainType Value { get; }
}
