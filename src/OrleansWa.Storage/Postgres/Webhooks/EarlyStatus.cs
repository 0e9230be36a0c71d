using OrleansWa.Contracts.Messages;

namespace OrleansWa.Storage.Postgres.Webhooks;

/// <summary>Primary key of an early status.</summary>
internal readonly record struct EarlyStatus(string TenantId, string ChannelId, string WhatsAppId, MessageStatus Status);
