namespace OrleansWa.Storage.Postgres.Messages;

/// <summary>A row that is marked ready, as a claim looks at it.</summary>
internal sealed record ReadyRow(int Lane, long Seq, string ContactId, DateTimeOffset DueAt, DateTimeOffset? ExpiresAt);
