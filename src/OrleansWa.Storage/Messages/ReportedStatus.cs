using OrleansWa.Contracts.Messages;

namespace OrleansWa.Storage.Messages;

/// <summary>A status as WhatsApp reported it.</summary>
/// <param name="Status">sent, delivered, read, played or failed.</param>
/// <param name="At">When it happened.</param>
/// <param name="WhatsAppId">The message's WhatsApp id.</param>
/// <param name="Error">Why, for a failure.</param>
internal sealed record ReportedStatus(MessageStatus Status, DateTimeOffset At, string? WhatsAppId, MessageError? Error);
