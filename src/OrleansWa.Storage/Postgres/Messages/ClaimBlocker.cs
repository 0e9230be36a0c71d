namespace OrleansWa.Storage.Postgres.Messages;

/// <summary>The earliest row of a conversation that holds back those behind it.</summary>
internal sealed record ClaimBlocker(long Seq, DateTimeOffset? AttemptedAt);
