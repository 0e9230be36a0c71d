namespace OrleansWa.EmbeddedRuntime;

/// <summary>Lets calls of this method start while another request of the same grain is waiting at an await.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;
