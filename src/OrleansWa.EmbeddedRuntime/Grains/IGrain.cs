namespace OrleansWa.EmbeddedRuntime;

/// <summary>Base of all grain interfaces. Methods return <c>Task</c>, <c>Task&lt;T&gt;</c>, <c>ValueTask</c> or <c>ValueTask&lt;T&gt;</c>.</summary>
public interface IGrain : IAddressable;
