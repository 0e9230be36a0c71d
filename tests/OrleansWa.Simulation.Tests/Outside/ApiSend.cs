using OrleansWa.Testing.Silo;

namespace OrleansWa.Simulation.Tests.Outside;

/// <summary>A message that a client wants to send through the API.</summary>
internal sealed class ApiSend
{
    public required Clinic Clinic { get; init; }

    public required string Key { get; init; }

    public required string Phone { get; init; }

    public required string Text { get; init; }

    /// <summary>It would rather arrive twice than not at all.</summary>
    public bool Resends { get; init; }

    /// <summary>Not sent before; null for at once.</summary>
    public DateTimeOffset? SendAt { get; init; }

    /// <summary>Not sent at or after; null for the product's default.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>How many attempts there had been, of any message, when its cancel was acknowledged; null when it was not.</summary>
    public int? CancelledAfter { get; set; }

    /// <summary>The silo said that it can never be sent, and took nothing.</summary>
    public bool IsRefused { get; set; }

    /// <summary>The message's id, from each receipt.</summary>
    public SortedSet<string> Receipts { get; } = new(StringComparer.Ordinal);
}
