using OrleansWa.Contracts.Messages;

namespace OrleansWa.Storage.Postgres.Messages;

/// <summary>
/// Decides what one claim takes; pure. It is given the ready rows of its channel in lane and commit order, with what holds back their
/// conversations.
/// </summary>
internal sealed class ClaimPlan(ClaimRequest request, int limit)
{
    private readonly HashSet<string> _contacts = [];
    private DateTimeOffset? _next;

    public ClaimRequest Request => request;

    /// <summary>Rows to take, in lane and commit order.</summary>
    public List<long> Seqs { get; } = [];

    /// <summary>Nothing more is wanted, or nothing more is there.</summary>
    public bool IsComplete { get; set; } = limit <= 0;

    /// <summary>The last row looked at.</summary>
    public (int Lane, long Seq) After { get; private set; } = (int.MinValue, 0);

    /// <summary>When to look again, if nothing can be taken; null when nothing waits.</summary>
    public DateTimeOffset? NextDueAt => Seqs.Count > 0 ? null : _next;

    /// <param name="row">A ready row.</param>
    /// <param name="blocker">The earliest row of its conversation that holds back later ones; it may be the row itself.</param>
    public void Consider(ReadyRow row, ClaimBlocker? blocker)
    {
        if (IsComplete)
        {
            return;
        }

        After = (row.Lane, row.Seq);
        if (row.DueAt > request.Now)
        {
            LookAgainAt(row.DueAt); // The clock was set back.
        }
        else if (row.ExpiresAt <= request.Now)
        {
            LookAgainAt(request.Now + request.HoldFor); // It waits for the sweep that expires it.
        }
        else if (!_contacts.Contains(row.ContactId) && !IsBlocked(row, blocker))
        {
            Seqs.Add(row.Seq);
            _contacts.Add(row.ContactId);
            IsComplete = Seqs.Count >= limit;
        }
    }

    public void LookAgainAt(DateTimeOffset? at) => _next = _next is null || at < _next ? at : _next;

    private bool IsBlocked(ReadyRow row, ClaimBlocker? blocker)
    {
        if (blocker is null || blocker.Seq >= row.Seq)
        {
            return false;
        }

        // A message in flight frees its followers by its outcome, at no known time; the hold is a bound to look again at.
        var heldUntil = blocker.AttemptedAt + request.HoldFor;
        LookAgainAt(heldUntil > request.Now ? heldUntil : request.Now + request.HoldFor);
        return true;
    }
}
