using OrleansWa.Contracts.Channels;

namespace OrleansWa.Simulation.Tests.Outside;

/// <summary>One attempt to send, as the network saw it.</summary>
internal sealed class Attempt
{
    public required string AccountId { get; init; }

    public required string MessageId { get; init; }

    public required string Phone { get; init; }

    public required string Text { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>What the silo's own clock said then.</summary>
    public required DateTimeOffset ClockAt { get; init; }

    /// <summary>Place among all attempts: several begin in one millisecond.</summary>
    public required int StartedOrder { get; init; }

    /// <summary>WhatsApp's id, when it took the message.</summary>
    public string? WhatsAppId { get; set; }

    /// <summary>When WhatsApp took it; null when it did not.</summary>
    public DateTimeOffset? TakenAt { get; set; }

    /// <summary>Place among everything that was taken.</summary>
    public int TakenOrder { get; set; }

    /// <summary>What the silo heard; null when it died before.</summary>
    public SendOutcome? Answer { get; set; }

    /// <summary>The connection broke: nobody hears the answer.</summary>
    public bool IsCutOff { get; set; }

    /// <summary>The connection broke before the request had left.</summary>
    public bool IsLost { get; set; }

    public bool IsOpen => Answer is null && !IsCutOff;
}
