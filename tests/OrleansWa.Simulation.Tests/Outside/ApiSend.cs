using OrleansWa.Testing.Silo;

namespace OrleansWa.Simulation.Tests.Outside;

/// <summary>A message that a client wants to send through the API.</summary>
internal sealed class ApiSend
{
    public required Clinic Clinic { get; init; }

    public required string Key { get; init; }

    public required string Phone { get; init; }

    public required string Text { get; init; }

    /// <summary>The message's id, from each receipt.</summary>
    public SortedSet<string> Receipts { get; } = new(StringComparer.Ordinal);
}
