namespace OrleansWa.Storage.Sqlite.Messages;

/// <summary>What a claim would take of the rows that are marked ready.</summary>
/// <param name="Seqs">Rows, in lane and commit order.</param>
/// <param name="NextDueAt">When to look again, if nothing can be taken; null when nothing waits.</param>
internal sealed record ClaimPlan(IReadOnlyList<long> Seqs, DateTimeOffset? NextDueAt);
