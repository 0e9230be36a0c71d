using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Simulation.Tests.Outside;

/// <summary>What Meta has to tell: a patient's message, or the status of one of ours.</summary>
internal sealed class Post
{
    public required Clinic Clinic { get; init; }

    /// <summary>The message; null for a status.</summary>
    public WebhookMessage? Message { get; init; }

    /// <summary>The status; null for a message.</summary>
    public WebhookStatus? Status { get; init; }

    /// <summary>The attempt that a status speaks of.</summary>
    public Attempt? About { get; init; }

    /// <summary>Times that a webhook with it was acknowledged.</summary>
    public int Acknowledged { get; set; }

    public bool Is(MessageStatus status) => Status?.Status == status;
}
