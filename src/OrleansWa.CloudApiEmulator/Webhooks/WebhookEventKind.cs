namespace OrleansWa.CloudApiEmulator.Webhooks;

/// <summary>Where an event's element stands in the webhook body.</summary>
internal enum WebhookEventKind
{
    /// <summary>Not a kind.</summary>
    Unknown = 0,

    /// <summary>One element of <c>messages</c>.</summary>
    Message = 1,

    /// <summary>One element of <c>statuses</c>.</summary>
    Status = 2,

    /// <summary>The whole <c>value</c> of a change.</summary>
    Value = 3,
}
