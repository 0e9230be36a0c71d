namespace OrleansWa.CloudApiEmulator;

/// <summary>What happened since the start or the last reset.</summary>
/// <param name="Accepted">Messages accepted from businesses.</param>
/// <param name="Written">Messages that patients wrote.</param>
/// <param name="Requests">Graph calls.</param>
/// <param name="Phones">Phones known.</param>
/// <param name="WebhookAttempts">Webhook attempts, retries included.</param>
/// <param name="WebhooksAccepted">Attempts answered with 200.</param>
/// <param name="WebhooksDropped">Webhooks given up: too old, or a queue was full.</param>
/// <param name="WebhooksWaiting">Webhooks queued now.</param>
/// <param name="Scheduled">Statuses, answers and retries waiting for their time.</param>
public sealed record EmulatorCounts(
    long Accepted, long Written, long Requests, int Phones, long WebhookAttempts, long WebhooksAccepted, long WebhooksDropped, int WebhooksWaiting, int Scheduled);
