using OrleansWa.Contracts.Messages;

namespace OrleansWa.Storage.Postgres.Messages;

/// <summary>A change of a message as it will be stored: texts cleaned, content encoded.</summary>
internal sealed record EncodedChange(string TenantId, string ChannelId, StoredChange Change, int Codec, byte[]? Content);
