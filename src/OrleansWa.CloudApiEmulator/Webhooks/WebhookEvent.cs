using OrleansWa.CloudApiEmulator.Accounts;

namespace OrleansWa.CloudApiEmulator.Webhooks;

/// <summary>One update to be told to every app that is subscribed to the account.</summary>
internal sealed record WebhookEvent
{
    public required string AccountId { get; init; }

    public required string Field { get; init; }

    public required WebhookEventKind Kind { get; init; }

    /// <summary>The element's JSON: a message, a status, or a whole value.</summary>
    public required byte[] Element { get; init; }

    /// <summary>JSON of the <c>contacts</c> entry that goes with it, if any.</summary>
    public byte[]? Contact { get; init; }

    /// <summary>The business number; null for account-level fields.</summary>
    public BusinessNumber? Number { get; init; }
}
