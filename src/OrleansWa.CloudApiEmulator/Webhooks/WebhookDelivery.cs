namespace OrleansWa.CloudApiEmulator.Webhooks;

/// <summary>A finished body on its way to one callback, with how often it was tried.</summary>
internal sealed record WebhookDelivery(long Id, string AppId, string Url, byte[] Body, string? Signature, DateTimeOffset FirstTriedAt, int Attempt);
