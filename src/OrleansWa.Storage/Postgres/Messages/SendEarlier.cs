using OrleansWa.Contracts.Messages;

namespace OrleansWa.Storage.Postgres.Messages;

/// <summary>A row that an accept finds instead of its own.</summary>
internal sealed record SendEarlier(MessageRow Row, string? RequestHash, string? IdempotencyKey);
