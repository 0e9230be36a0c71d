namespace OrleansWa.EmbeddedRuntime;

/// <summary>Wire name of a type or a grain method: literal text that outlives renames.</summary>
/// <param name="alias">Unique among types; for a method, unique in its interface.</param>
[AttributeUsage(
    AttributeTargets.Class | AttributeTargets.Interface | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Method,
    AllowMultiple = true)]
public sealed class AliasAttribute(string alias) : Attribute
{
    /// <summary>The wire name.</summary>
    public string Alias { get; } = alias;
}
