using OrleansWa.Contracts.Messages;
using OrleansWa.Storage.Postgres.Engine;

namespace OrleansWa.Storage.Postgres.Messages;

/// <summary>
/// Plans the claims of several channels side by side: their ready rows in pages, then the blockers of the conversations seen. It stops at the
/// limit, so 100,000 waiting rows cost no more than ten.
/// </summary>
internal static class ClaimScan
{
    /// <summary>Rows of the first page beyond the limit; each further page is twice as long.</summary>
    private const int Slack = 8;

    private const int MaxPage = 2_000;

    internal const string SelectReady = """
        SELECT u.i, m.lane, m.seq, m.contact_id, m.due_at, m.expires_at
        FROM unnest($1, $2, $3, $4) WITH ORDINALITY AS u (tenant_id, channel_id, lane, seq, i)
        CROSS JOIN LATERAL (
            SELECT x.lane, x.seq, x.contact_id, x.due_at, x.expires_at FROM messages x
            WHERE x.tenant_id = u.tenant_id AND x.channel_id = u.channel_id AND x.status = 1 AND x.ready AND (x.lane, x.seq) > (u.lane, u.seq)
            ORDER BY x.lane, x.seq LIMIT $5) m
        ORDER BY u.i, m.lane, m.seq
        """;

    // A head that is past its expiry will not be sent and holds nobody back. One that was due holds back also when the clock was set back since.
    internal const string SelectBlockers = """
        SELECT u.i, m.seq, m.attempted_at
        FROM unnest($1, $2, $3, $4, $5) WITH ORDINALITY AS u (tenant_id, channel_id, contact_id, held, now, i)
        CROSS JOIN LATERAL (
            SELECT x.seq, x.attempted_at FROM messages x
            WHERE x.tenant_id = u.tenant_id AND x.channel_id = u.channel_id AND x.contact_id = u.contact_id AND x.status <= 3 AND (
                x.status = 2
                OR (x.status = 3 AND x.attempted_at > u.held)
                OR (x.status = 1 AND (x.expires_at IS NULL OR x.expires_at > u.now)
                    AND (x.attempted_at > u.held OR (x.attempted_at IS NULL AND (x.ready OR x.due_at <= u.now)))))
            ORDER BY x.seq LIMIT 1) m
        """;

    internal const string SelectNextScheduled = """
        SELECT u.i, (SELECT x.due_at FROM messages x
            WHERE x.tenant_id = u.tenant_id AND x.channel_id = u.channel_id AND x.lane = u.lane AND x.status = 1 AND NOT x.ready
            ORDER BY x.due_at LIMIT 1)
        FROM unnest($1, $2, $3) WITH ORDINALITY AS u (tenant_id, channel_id, lane, i)
        """;

    /// <summary>Each channel once per lane.</summary>
    public static List<(ClaimPlan Plan, Lane Lane)> Lanes(IReadOnlyList<ClaimPlan> plans) =>
        [.. plans.SelectMany(plan => Enum.GetValues<Lane>(), (plan, lane) => (plan, lane))];

    public static async Task Run(PgSession session, IReadOnlyList<ClaimPlan> plans, Func<PgBatch, Func<PgResults, Task>>? before = null)
    {
        var lanes = Lanes(plans);
        var page = plans.Max(plan => plan.Request.Limit) + Slack;
        var open = plans.Where(plan => !plan.IsComplete).ToList();
        await using (var first = session.Batch())
        {
            var skip = before?.Invoke(first);
            first.Add(SelectNextScheduled).Texts(lanes, l => l.Plan.Request.TenantId).Texts(lanes, l => l.Plan.Request.ChannelId).Ints(lanes, l => (int)l.Lane);
            AddReady(first, open, page);
            var ready = await first.Query(async results =>
            {
                await (skip?.Invoke(results) ?? Task.CompletedTask);
                foreach (var (index, dueAt) in await results.Next(row => (row.Long(0), row.TimeOrNull(1))))
                {
                    lanes[(int)index - 1].Plan.LookAgainAt(dueAt);
                }

                return await results.Next(ReadReady);
            });
            await Consider(session, open, ready, page);
        }

        while ((open = [.. open.Where(plan => !plan.IsComplete)]).Count > 0)
        {
            page = Math.Min(2 * page, MaxPage);
            await using var next = session.Batch();
            AddReady(next, open, page);
            await Consider(session, open, await next.Query(results => results.Next(ReadReady)), page);
        }
    }

    private static void AddReady(PgBatch batch, List<ClaimPlan> open, int page) => batch.Add(SelectReady)
        .Texts(open, p => p.Request.TenantId).Texts(open, p => p.Request.ChannelId).Ints(open, p => p.After.Lane).Longs(open, p => p.After.Seq).Int(page);

    private static (int Index, ReadyRow Row) ReadReady(PgRow row) =>
        ((int)row.Long(0) - 1, new ReadyRow(row.Int(1), row.Long(2), row.Text(3), row.Time(4), row.TimeOrNull(5)));

    private static async Task Consider(PgSession session, List<ClaimPlan> open, List<(int Index, ReadyRow Row)> ready, int page)
    {
        var blockers = await Blockers(session, open, ready);
        foreach (var (index, row) in ready)
        {
            open[index].Consider(row, blockers.GetValueOrDefault((index, row.ContactId)));
        }

        var counts = ready.GroupBy(r => r.Index).ToDictionary(group => group.Key, group => group.Count());
        for (var i = 0; i < open.Count; i++)
        {
            open[i].IsComplete |= counts.GetValueOrDefault(i) < page;
        }
    }

    private static async Task<Dictionary<(int Index, string ContactId), ClaimBlocker>> Blockers(
        PgSession session, List<ClaimPlan> open, List<(int Index, ReadyRow Row)> ready)
    {
        if (ready.Count == 0)
        {
            return [];
        }

        var keys = ready.Select(r => (r.Index, r.Row.ContactId)).Distinct().ToList();
        var found = await session.All(
            SelectBlockers,
            select => select.Texts(keys, k => open[k.Index].Request.TenantId).Texts(keys, k => open[k.Index].Request.ChannelId).Texts(keys, k => k.ContactId)
                .Times(keys, k => open[k.Index].Request.Now - open[k.Index].Request.HoldFor).Times(keys, k => open[k.Index].Request.Now),
            row => ((int)row.Long(0) - 1, new ClaimBlocker(row.Long(1), row.TimeOrNull(2))));
        return found.ToDictionary(row => keys[row.Item1], row => row.Item2);
    }
}
