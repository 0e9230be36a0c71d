namespace OrleansWa.EmbeddedRuntime;

/// <summary>Exempts activations of the grain class from deactivation for idleness.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class KeepAliveAttribute : Attribute;
