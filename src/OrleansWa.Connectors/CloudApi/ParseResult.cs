using OrleansWa.Contracts.Webhooks;

namespace OrleansWa.Connectors.CloudApi;

/// <summary>Answer of <see cref="CloudApiWebhookParser.Parse"/>.</summary>
/// <param name="Batch">Everything of the body; null when it could not be read.</param>
/// <param name="Failure">Why it could not be read, without any of its content; null when it could.</param>
public sealed record ParseResult(WebhookBatch? Batch, string? Failure);
