using OrleansWa.Contracts.Messages;

namespace OrleansWa.Storage.Postgres.Messages;

/// <summary>A new row as it will be stored: texts cleaned, times in whole milliseconds, content encoded.</summary>
internal sealed record EncodedMessage(MessageRow Row, string? IdempotencyKey, string? RequestHash, int Codec, byte[] Content, byte[]? Text, byte[]? Choice, byte[]? Fallback);
