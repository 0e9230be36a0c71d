namespace OrleansWa.EmbeddedRuntime;

/// <summary>Result of a method that returns <see cref="Task"/> or <see cref="ValueTask"/>.</summary>
internal readonly struct NoResult;
