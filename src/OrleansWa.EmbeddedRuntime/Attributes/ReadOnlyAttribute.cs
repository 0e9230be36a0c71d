namespace OrleansWa.EmbeddedRuntime;

/// <summary>Lets calls of this method interleave with other read-only calls of the same grain, and with nothing else.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute;
