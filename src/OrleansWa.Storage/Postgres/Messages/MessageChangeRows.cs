using OrleansWa.Contracts.Messages;
using OrleansWa.Storage.Postgres.Engine;

namespace OrleansWa.Storage.Postgres.Messages;

/// <summary>Rows of <c>message_changes</c>: reactions, edits and deletions under the WhatsApp id of what they change.</summary>
internal static class MessageChangeRows
{
    // The order of MessageChangeRules.Replaces.
    internal const string Upsert = """
        INSERT INTO message_changes AS c (tenant_id, channel_id, wamid, kind, author, at, change_wamid, content_codec, content)
        SELECT tenant_id, channel_id, wamid, kind, author, at, change_wamid, content_codec, content
        FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9) WITH ORDINALITY
            AS u (tenant_id, channel_id, wamid, kind, author, at, change_wamid, content_codec, content, i) ORDER BY i
        ON CONFLICT (tenant_id, channel_id, wamid, kind, author) DO UPDATE
        SET at = excluded.at, change_wamid = excluded.change_wamid, content_codec = excluded.content_codec, content = excluded.content
        WHERE (excluded.at, excluded.content IS NULL, excluded.change_wamid) > (c.at, c.content IS NULL, c.change_wamid)
        """;

    internal const string SelectOfMany = """
        SELECT c.channel_id, c.kind, c.wamid, c.author, c.at, c.content_codec, c.content, c.change_wamid FROM unnest($2, $3) AS u (channel_id, wamid)
        JOIN message_changes c ON c.tenant_id = $1 AND c.channel_id = u.channel_id AND c.wamid = u.wamid
        """;

    /// <summary>Keeps the newest change of each message, kind and author: of the batch, and of what is stored.</summary>
    public static void AddSave(PgBatch batch, List<EncodedChange> changes)
    {
        var newest = new Dictionary<(string, string, string, MessageChangeKind, string), EncodedChange>();
        foreach (var one in changes)
        {
            var key = (one.TenantId, one.ChannelId, one.Change.TargetWhatsAppId, one.Change.Kind, one.Change.Author);
            if (!newest.TryGetValue(key, out var present) || MessageChangeRules.Replaces(present.Change, one.Change))
            {
                newest[key] = one;
            }
        }

        // In the order of their keys, so that two silos never wait for each other crosswise.
        var rows = newest.Values.OrderBy(r => r.TenantId, StringComparer.Ordinal).ThenBy(r => r.ChannelId, StringComparer.Ordinal)
            .ThenBy(r => r.Change.TargetWhatsAppId, StringComparer.Ordinal).ThenBy(r => r.Change.Kind).ThenBy(r => r.Change.Author, StringComparer.Ordinal).ToList();
        batch.Add(Upsert).Texts(rows, r => r.TenantId).Texts(rows, r => r.ChannelId).Texts(rows, r => r.Change.TargetWhatsAppId)
            .Ints(rows, r => (int)r.Change.Kind).Texts(rows, r => r.Change.Author).Times(rows, r => r.Change.At).Texts(rows, r => r.Change.WhatsAppId)
            .Ints(rows, r => r.Codec).Blobs(rows, r => r.Content);
    }

    /// <summary>The rows of one tenant with what happened to them.</summary>
    public static async Task<List<MessageRow>> Attach(PgSession session, MessageRows codec, List<MessageRow> rows, CancellationToken ct)
    {
        var known = rows.Where(row => row.WhatsAppId is not null).ToList();
        if (known.Count == 0)
        {
            return rows;
        }

        var tenant = known[0].TenantId;
        var found = (await session.All(
            SelectOfMany,
            select => select.Text(tenant).Texts(known, row => row.ChannelId).Texts(known, row => row.WhatsAppId),
            row => (ChannelId: row.Text(0), Change: Read(row, codec, tenant)),
            ct)).Distinct().ToLookup(one => (one.ChannelId, one.Change.TargetWhatsAppId), one => one.Change);
        return found.Count == 0 ? rows : rows.ConvertAll(row => With(row, row.WhatsAppId is null ? [] : [.. found[(row.ChannelId, row.WhatsAppId)]]));
    }

    private static MessageRow With(MessageRow row, StoredChange[] changes) => changes.Length == 0 ? row : row with { Changes = MessageChangeRules.View(row, changes) };

    private static StoredChange Read(PgRow row, MessageRows codec, string tenantId) => new(
        (MessageChangeKind)row.Int(1), row.Text(2), row.Text(3), row.Time(4), codec.DecodeOrNull(row, tenantId, 5, 6), row.Text(7));
}
