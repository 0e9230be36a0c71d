using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.Postgres.Messages;

namespace OrleansWa.Storage.Postgres.Webhooks;

/// <summary>An incoming message, prepared: texts cleaned, content encoded.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="ChannelId">The channel.</param>
/// <param name="EventId">Its event, unique in the channel.</param>
/// <param name="Sender">Who wrote.</param>
/// <param name="Message">The message as it came.</param>
/// <param name="Row">Its row of history, but for the contact.</param>
/// <param name="ChangeCodec">Codec of <paramref name="ChangeContent"/>.</param>
/// <param name="ChangeContent">What it makes of another message; null for nothing.</param>
internal sealed record IntakeMessage(
    string TenantId, string ChannelId, string EventId, ContactIdentity Sender, WebhookMessage Message, EncodedMessage Row, int ChangeCodec, byte[]? ChangeContent);
