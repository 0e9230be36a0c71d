using OrleansWa.Contracts.Messages;
using OrleansWa.Storage.Sqlite.Engine;

namespace OrleansWa.Storage.Sqlite.Messages;

/// <summary>
/// Decides what one claim takes. It walks the ready rows in lane and commit order and stops at the limit, so 100,000 waiting rows cost no more
/// than ten; a conversation that is found blocked once is not asked about again.
/// </summary>
internal sealed class ClaimScan(SqliteDb db, ClaimRequest request)
{
    internal const string SelectReady = """
        SELECT seq, contact_id, due_at, expires_at FROM messages INDEXED BY messages_ready
        WHERE tenant_id = ?1 AND channel_id = ?2 AND status = 1 AND ready = 1 ORDER BY lane, seq
        """;

    // A head that is past its expiry will not be sent and holds nobody back. One that was due holds back also when the clock was set back since.
    internal const string SelectBlocker = """
        SELECT attempted_at FROM messages INDEXED BY messages_open
        WHERE tenant_id = ?1 AND channel_id = ?2 AND contact_id = ?3 AND status <= 3 AND seq < ?4 AND (
            status = 2
            OR (status = 3 AND attempted_at > ?5)
            OR (status = 1 AND (expires_at IS NULL OR expires_at > ?6) AND (attempted_at > ?5 OR (attempted_at IS NULL AND (ready = 1 OR due_at <= ?6)))))
        ORDER BY seq LIMIT 1
        """;

    internal const string SelectNextScheduled = """
        SELECT min(due_at) FROM messages INDEXED BY messages_scheduled
        WHERE tenant_id = ?1 AND channel_id = ?2 AND lane = ?3 AND status = 1 AND ready = 0
        """;

    private readonly List<long> _taken = [];
    private readonly HashSet<string> _takenContacts = [];
    private readonly Dictionary<string, long> _blockedFrom = [];
    private DateTimeOffset? _next;

    public ClaimPlan Run(int limit)
    {
        ScanReady(limit);
        LookAgainAt(NextScheduled(db, request));
        return new ClaimPlan(_taken, _taken.Count > 0 ? null : _next);
    }

    /// <summary>When the earliest row that is not marked ready is due; null when there is none.</summary>
    public static DateTimeOffset? NextScheduled(SqliteDb db, ClaimRequest request)
    {
        DateTimeOffset? next = null;
        foreach (var lane in Enum.GetValues<Lane>())
        {
            next = Earlier(next, NextScheduled(db, request, lane));
        }

        return next;
    }

    public static DateTimeOffset? NextScheduled(SqliteDb db, ClaimRequest request, Lane lane) => db.Query(SelectNextScheduled)
        .Bind(request.TenantId).Bind(request.ChannelId).Bind((long)lane).First(row => row.TimeOrNull(0));

    private void ScanReady(int limit)
    {
        using var row = db.Query(SelectReady).Bind(request.TenantId).Bind(request.ChannelId);
        while (_taken.Count < limit && row.Step())
        {
            Consider(row.Long(0), row.Text(1), row.Time(2), row.TimeOrNull(3));
        }
    }

    private void Consider(long seq, string contact, DateTimeOffset dueAt, DateTimeOffset? expiresAt)
    {
        if (dueAt > request.Now)
        {
            LookAgainAt(dueAt); // The clock was set back.
        }
        else if (expiresAt <= request.Now)
        {
            LookAgainAt(request.Now + request.HoldFor); // It waits for the sweep that expires it.
        }
        else if (!_takenContacts.Contains(contact) && !IsBlocked(seq, contact))
        {
            _taken.Add(seq);
            _takenContacts.Add(contact);
        }
    }

    private bool IsBlocked(long seq, string contact)
    {
        if (_blockedFrom.TryGetValue(contact, out var from) && seq >= from)
        {
            return true;
        }

        var blocked = FindBlocker(seq, contact);
        if (blocked)
        {
            _blockedFrom[contact] = seq;
        }

        return blocked;
    }

    private bool FindBlocker(long seq, string contact)
    {
        using var row = db.Query(SelectBlocker).Bind(request.TenantId).Bind(request.ChannelId).Bind(contact).Bind(seq)
            .Bind(request.Now - request.HoldFor).Bind(request.Now);
        if (!row.Step())
        {
            return false;
        }

        // A message in flight frees its followers by its outcome, at no known time; the hold is a bound to look again at.
        var heldUntil = row.TimeOrNull(0) + request.HoldFor;
        LookAgainAt(heldUntil > request.Now ? heldUntil : request.Now + request.HoldFor);
        return true;
    }

    private void LookAgainAt(DateTimeOffset? at) => _next = Earlier(_next, at);

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;
}
