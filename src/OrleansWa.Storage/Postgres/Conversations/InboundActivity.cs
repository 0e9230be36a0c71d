namespace OrleansWa.Storage.Postgres.Conversations;

/// <summary>What a batch adds to a conversation.</summary>
/// <param name="LastSeq">Number of its last event.</param>
/// <param name="Unread">How many came.</param>
/// <param name="At">The latest of their times.</param>
internal readonly record struct InboundActivity(long LastSeq, int Unread, DateTimeOffset At);
