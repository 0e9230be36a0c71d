using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Messages;
using OrleansWa.Storage.Postgres.Engine;

namespace OrleansWa.Storage.Postgres.Messages;

/// <summary>
/// Takes the rows of claims. Two silos that claim for one channel (a hand-over) go one after the other, by the lock of the channel: rows that are
/// only locked and skipped would let a follower overtake its head. Rows that a status or the sweep holds at this moment are skipped.
/// </summary>
internal sealed class ClaimBatch(MessageRows rows) : IBatchWork<ClaimRequest, ClaimResult>
{
    internal const string MarkReady = """
        UPDATE messages m SET ready = true WHERE m.seq IN (
            SELECT s.seq FROM unnest($1, $2, $3, $4) AS u (tenant_id, channel_id, lane, now) CROSS JOIN LATERAL (
                SELECT x.seq FROM messages x
                WHERE x.tenant_id = u.tenant_id AND x.channel_id = u.channel_id AND x.lane = u.lane AND x.status = 1 AND NOT x.ready AND x.due_at <= u.now
                ORDER BY x.due_at LIMIT 500 FOR NO KEY UPDATE SKIP LOCKED) s)
        """;

    // "+ 0" here and below keeps the planner from a partial index over every row of that status: these rows are named by their numbers.
    internal const string Take = """
        UPDATE messages m SET status = 2, attempts = m.attempts + 1, attempted_at = u.now, claim = u.claim
        FROM unnest($1, $2, $3) AS u (seq, now, claim)
        WHERE m.seq = u.seq AND m.seq IN (SELECT x.seq FROM messages x WHERE x.seq = ANY ($1) AND x.status + 0 = 1 FOR NO KEY UPDATE SKIP LOCKED)
        """;

    // Of several user ids, the one of the account that this channel speaks for.
    internal const string SelectClaimed = "SELECT " + MessageRows.Columns + """
        , coalesce(c.wa_id, c.phone),
            (SELECT a.value FROM contact_aliases a
             LEFT JOIN channel_bindings b ON b.tenant_id = m.tenant_id AND b.channel_id = m.channel_id AND b.account_id = a.account
             WHERE a.tenant_id = m.tenant_id AND a.contact_id = m.contact_id AND a.kind + 0 = 2
             ORDER BY b.account_id IS NULL, a.created_at DESC LIMIT 1),
            (SELECT q.wamid FROM messages q WHERE q.tenant_id = m.tenant_id AND q.id = m.reply_to AND q.channel_id = m.channel_id),
            v.last_inbound_at, c.opted_out_at
        FROM unnest($1) AS u (seq) JOIN messages m ON m.seq = u.seq AND m.status + 0 = 2
        LEFT JOIN contacts c ON c.tenant_id = m.tenant_id AND c.id = m.contact_id
        LEFT JOIN conversations v ON v.tenant_id = m.tenant_id AND v.channel_id = m.channel_id AND v.contact_id = m.contact_id
        """;

    internal const string TakeBack = """
        UPDATE messages m SET status = 1, attempts = m.attempts - 1, attempted_at = NULL, claim = NULL
        WHERE m.tenant_id = $1 AND m.channel_id = $2 AND m.status = 2 AND m.claim = $3 RETURNING 1
        """;

    private static readonly TimeSpan SkippedWait = TimeSpan.FromMilliseconds(50);

    public async Task Run(PgSession session, IReadOnlyList<BatchUnit<ClaimRequest, ClaimResult>> units)
    {
        // Two claims for one channel in one batch go in turns: the second sees what the first took.
        var waiting = units;
        while (waiting.Count > 0)
        {
            var seen = new HashSet<(string, string)>();
            var (turn, later) = (new List<BatchUnit<ClaimRequest, ClaimResult>>(), new List<BatchUnit<ClaimRequest, ClaimResult>>());
            foreach (var unit in waiting)
            {
                (seen.Add((unit.Request.TenantId, unit.Request.ChannelId)) ? turn : later).Add(unit);
            }

            await RunTurn(session, turn);
            waiting = later;
        }
    }

    private async Task RunTurn(PgSession session, List<BatchUnit<ClaimRequest, ClaimResult>> turn)
    {
        var plans = turn.ConvertAll(unit => new ClaimPlan(unit.Request, unit.Request.Limit));
        await ClaimScan.Run(session, plans, batch =>
        {
            PgLocks.AddTo(batch, plans.Select(plan => LockOf(plan.Request.TenantId, plan.Request.ChannelId)));
            var lanes = ClaimScan.Lanes(plans);
            batch.Add(MarkReady).Texts(lanes, l => l.Plan.Request.TenantId).Texts(lanes, l => l.Plan.Request.ChannelId)
                .Ints(lanes, l => (int)l.Lane).Times(lanes, l => l.Plan.Request.Now);
            return PgLocks.Taken;
        });
        var taken = await TakeRows(session, [.. plans.SelectMany(plan => plan.Seqs, (plan, seq) => (seq, plan.Request.Now, plan.Request.Token))]);
        for (var i = 0; i < turn.Count; i++)
        {
            turn[i].Result = Result(plans[i], taken);
        }
    }

    private static ClaimResult Result(ClaimPlan plan, Dictionary<long, ClaimedMessage> taken)
    {
        var claimed = plan.Seqs.Where(taken.ContainsKey).Select(seq => taken[seq] with { Token = plan.Request.Token }).ToList();
        var allSkipped = claimed.Count == 0 && plan.Seqs.Count > 0;
        return new ClaimResult(claimed, allSkipped ? plan.Request.Now + SkippedWait : plan.NextDueAt);
    }

    private async Task<Dictionary<long, ClaimedMessage>> TakeRows(PgSession session, List<(long Seq, DateTimeOffset Now, long Token)> wanted)
    {
        if (wanted.Count == 0)
        {
            return [];
        }

        await using var batch = session.Batch();
        batch.Add(Take).Longs(wanted, w => w.Seq).Times(wanted, w => w.Now).Longs(wanted, w => w.Token);
        batch.Add(SelectClaimed).Longs(wanted, w => w.Seq);
        return (await batch.Query(results => results.Next(Read))).ToDictionary(claimed => claimed.Row.Seq);
    }

    /// <summary>Takes a claim back. The claim's own transaction may not have ended yet: the lock of the channel waits for it.</summary>
    public static async Task<int> Unclaim(PgSession session, string tenantId, string channelId, long token)
    {
        await using var batch = session.Batch();
        PgLocks.AddTo(batch, [LockOf(tenantId, channelId)]);
        batch.Add(TakeBack).Text(tenantId).Text(channelId).Long(token);
        return await batch.Query(async results =>
        {
            await PgLocks.Taken(results);
            return (await results.Next(_ => 0)).Count;
        });
    }

    private static long LockOf(string tenantId, string channelId) => PgLocks.Key("claim", PgText.Clean(tenantId), PgText.Clean(channelId));

    private ClaimedMessage Read(PgRow row)
    {
        const int own = MessageRows.ColumnCount;
        return new ClaimedMessage(
            rows.Read(row), row.TextOrNull(own), row.TextOrNull(own + 1), row.TextOrNull(own + 2),
            new ContactStanding(row.TimeOrNull(own + 3), row.TimeOrNull(own + 4)));
    }
}
