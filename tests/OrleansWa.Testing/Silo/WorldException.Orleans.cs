namespace OrleansWa.Testing.Silo;

/// <summary>A run in an <see cref="OrleansWorld"/> failed.</summary>
/// <param name="message">When, and what.</param>
/// <param name="cause">What the client code threw.</param>
public sealed class WorldException(string message, Exception? cause) : Exception(message, cause);
