using OrleansWa.Contracts;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.Postgres.Engine;
using OrleansWa.Storage.Webhooks;

namespace OrleansWa.Storage.Postgres.Webhooks;

/// <summary>
/// What asks for more than its own row: placeholders and their real content, and echoes of the handset. A round trip of its own, while the conversations
/// are locked, and only for batches that hold such a message.
/// </summary>
internal static class RareArrivals
{
    internal const string SelectKnown = """
        SELECT x.tenant_id, x.id FROM unnest($1, $2) AS u (tenant_id, id) JOIN messages x ON x.tenant_id = u.tenant_id AND x.id = u.id
        """;

    internal const string SelectSent = """
        SELECT u.i FROM unnest($1, $2, $3) WITH ORDINALITY AS u (tenant_id, channel_id, wamid, i)
        WHERE EXISTS (SELECT FROM messages x
            WHERE x.tenant_id = u.tenant_id AND x.channel_id = u.channel_id AND x.wamid = u.wamid AND x.outbound AND x.wamid IS NOT NULL)
        """;

    internal const string Supersede = """
        UPDATE messages m SET status = 13 FROM unnest($1, $2) AS u (tenant_id, id)
        WHERE m.tenant_id = u.tenant_id AND m.id = u.id AND m.status + 0 = 12 RETURNING m.tenant_id, m.id
        """;

    /// <summary>The arrivals that are to be stored; the others count as duplicates of their calls.</summary>
    public static async Task<List<Arrival>> Settle(
        PgSession session, List<Arrival> news, Dictionary<ConversationRef, (long Seq, DateTimeOffset? PlaceholderAt)> last)
    {
        var placeholders = news.Where(one => one.Message.Message.Unsupported).ToList();
        var echoes = news.Where(one => one.Message.Message.FromHandset).ToList();
        var candidates = news.Where(one => InboundRules.MayReplace(one.Message.Message, last[one.Conversation].PlaceholderAt, one.Call.ReceivedAt)).ToList();
        if (placeholders.Count + echoes.Count + candidates.Count == 0)
        {
            return news;
        }

        var (known, sent, superseded) = await Look(session, placeholders, echoes, candidates);
        var told = sent.Select(index => echoes[index]).ToHashSet(ReferenceEqualityComparer.Instance);
        return Decide(news, known, told, superseded);
    }

    private static List<Arrival> Decide(
        List<Arrival> news, HashSet<(string, string)> known, HashSet<object?> told, HashSet<(string, string)> superseded)
    {
        var kept = new List<Arrival>(news.Count);
        var waiting = new Dictionary<(string, string), Arrival>();
        foreach (var one in news)
        {
            if (told.Contains(one) || (one.Message.Message.Unsupported && known.Contains(Counterpart(one))))
            {
                one.Call.Duplicates++;
                continue;
            }

            kept.Add(one);
            if (one.Message.Message.Unsupported)
            {
                waiting[Own(one)] = one;
            }
            else if (!one.Message.Message.FromHandset)
            {
                known.Add(Own(one));
                one.Replaces = superseded.Contains(Counterpart(one));
                if (waiting.TryGetValue(Counterpart(one), out var placeholder))
                {
                    (placeholder.IsSuperseded, one.Replaces) = (true, true);
                }
            }
        }

        return kept;
    }

    private static async Task<(HashSet<(string, string)> Known, List<int> Sent, HashSet<(string, string)> Superseded)> Look(
        PgSession session, List<Arrival> placeholders, List<Arrival> echoes, List<Arrival> candidates)
    {
        // In the order of their keys: two silos may look at the same rows.
        var reals = candidates.Select(Counterpart).Distinct().Order(Comparer<(string TenantId, string Id)>.Create((one, other) => string.CompareOrdinal(one.Id, other.Id))).ToList();
        await using var batch = session.Batch();
        batch.Add(SelectKnown).Texts(placeholders, one => one.Message.TenantId).Texts(placeholders, one => Counterpart(one).Id);
        batch.Add(SelectSent).Texts(echoes, one => one.Message.TenantId).Texts(echoes, one => one.Message.ChannelId).Texts(echoes, one => one.Message.Message.WhatsAppId);
        batch.Add(Supersede).Texts(reals, key => key.TenantId).Texts(reals, key => key.Id);
        return await batch.Query(async results =>
        {
            var known = await results.Next(row => (row.Text(0), row.Text(1)));
            var sent = await results.Next(row => (int)row.Long(0) - 1);
            return (known.ToHashSet(), sent, (await results.Next(row => (row.Text(0), row.Text(1)))).ToHashSet());
        });
    }

    private static (string TenantId, string Id) Own(Arrival one) => (one.Message.TenantId, one.Message.Row.Row.Id);

    private static (string TenantId, string Id) Counterpart(Arrival one) => (
        one.Message.TenantId,
        DerivedId.From("msg_", one.Message.TenantId, one.Message.ChannelId, PgText.Clean(InboundRules.CounterpartId(one.Message.Message) ?? "")));
}
