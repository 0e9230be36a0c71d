using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Messages;
using OrleansWa.Storage.Sqlite.Engine;

namespace OrleansWa.Storage.Sqlite.Messages;

/// <summary>Takes the rows of a claim.</summary>
internal sealed class ClaimRows(MessageRows rows)
{
    /// <summary>Rows of a lane that one claim marks ready: a broadcast of 100,000 for one minute never holds up the writer.</summary>
    private const int MaxMarked = 500;

    internal const string MarkReady = """
        UPDATE messages SET ready = 1 WHERE seq IN (
            SELECT seq FROM messages INDEXED BY messages_scheduled
            WHERE tenant_id = ?1 AND channel_id = ?2 AND lane = ?3 AND status = 1 AND ready = 0 AND due_at <= ?4 ORDER BY due_at LIMIT ?5)
        """;

    private const string Take = "UPDATE messages SET status = 2, attempts = attempts + 1, attempted_at = ?2, claim = ?3 WHERE seq = ?1";

    internal const string TakeBack = """
        UPDATE messages SET status = 1, attempts = attempts - 1, attempted_at = NULL, claim = NULL
        WHERE tenant_id = ?1 AND channel_id = ?2 AND status = 2 AND claim = ?3
        """;

    // Of several user ids, the one of the account that this channel speaks for.
    private const string SelectClaimed = "SELECT " + MessageRows.Columns + """
        , coalesce(c.wa_id, c.phone),
            (SELECT a.value FROM contact_aliases a
             LEFT JOIN channel_bindings b ON b.tenant_id = m.tenant_id AND b.channel_id = m.channel_id AND b.account_id = a.account
             WHERE a.tenant_id = m.tenant_id AND a.contact_id = m.contact_id AND a.kind = 2
             ORDER BY b.account_id IS NULL, a.created_at DESC LIMIT 1),
            (SELECT q.wamid FROM messages q WHERE q.tenant_id = m.tenant_id AND q.id = m.reply_to AND q.channel_id = m.channel_id),
            v.last_inbound_at, c.opted_out_at
        FROM messages m LEFT JOIN contacts c ON c.tenant_id = m.tenant_id AND c.id = m.contact_id
        LEFT JOIN conversations v ON v.tenant_id = m.tenant_id AND v.channel_id = m.channel_id AND v.contact_id = m.contact_id WHERE m.seq = ?1
        """;

    public ClaimResult Claim(SqliteDb db, ClaimRequest request)
    {
        MarkDue(db, request);
        var plan = new ClaimScan(db, request).Run(request.Limit);
        var claimed = new List<ClaimedMessage>(plan.Seqs.Count);
        foreach (var seq in plan.Seqs)
        {
            db.Query(Take).Bind(seq).Bind(request.Now).Bind(request.Token).Run();
            claimed.Add(Read(db, seq) with { Token = request.Token });
        }

        return new ClaimResult(claimed, plan.NextDueAt);
    }

    /// <summary>Takes a claim back; returns how many rows it still held.</summary>
    public static int Unclaim(SqliteDb db, string tenantId, string channelId, long token) =>
        db.Query(TakeBack).Bind(tenantId).Bind(channelId).Bind(token).Run();

    private static void MarkDue(SqliteDb db, ClaimRequest request)
    {
        foreach (var lane in Enum.GetValues<Lane>())
        {
            if (ClaimScan.NextScheduled(db, request, lane) <= request.Now)
            {
                db.Query(MarkReady).Bind(request.TenantId).Bind(request.ChannelId).Bind((long)lane).Bind(request.Now).Bind(MaxMarked).Run();
            }
        }
    }

    private ClaimedMessage Read(SqliteDb db, long seq)
    {
        using var row = db.Query(SelectClaimed).Bind(seq);
        row.Step();
        const int own = MessageRows.ColumnCount;
        return new ClaimedMessage(
            rows.Read(row), row.TextOrNull(own), row.TextOrNull(own + 1), row.TextOrNull(own + 2),
            new ContactStanding(row.TimeOrNull(own + 3), row.TimeOrNull(own + 4)));
    }
}
