namespace OrleansWa.EmbeddedRuntime;

/// <summary>Lets every request of the grain class interleave with every other at each await. Turns still never overlap.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute;
