namespace OrleansWa.Storage.Sqlite.Messages;

/// <summary>What a claim would take.</summary>
/// <param name="Seqs">Rows, in lane and commit order.</param>
/// <param name="NextDueAt">When to look again, if nothing can be taken; null when nothing waits.</param>
/// <param name="HasDue">Scheduled rows whose time has come wait to be marked ready, so a claim has something to write.</param>
internal sealed record ClaimPlan(IReadOnlyList<long> Seqs, DateTimeOffset? NextDueAt, bool HasDue);
