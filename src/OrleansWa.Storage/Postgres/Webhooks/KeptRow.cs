using OrleansWa.Contracts.Webhooks;

namespace OrleansWa.Storage.Postgres.Webhooks;

/// <summary>An element that is only kept, encoded.</summary>
internal sealed record KeptRow(KeptEvent Event, DateTimeOffset ReceivedAt, string? TraceId, int Codec, byte[] Content);
