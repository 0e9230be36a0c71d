using System.Text;
using OrleansWa.Contracts.Messages;
using OrleansWa.Storage.Content;
using OrleansWa.Storage.Sqlite.Engine;

namespace OrleansWa.Storage.Sqlite.Messages;

/// <summary>Rows of <c>message_changes</c>: reactions, edits and deletions under the WhatsApp id of what they change.</summary>
internal sealed class MessageChangeRows(IContentCodec codec)
{
    /// <summary>WhatsApp ids that one statement looks for; a page has a few such statements for each of its channels.</summary>
    private const int IdsMax = 100;

    // The order of MessageChangeRules.Replaces.
    internal const string Upsert = """
        INSERT INTO message_changes (tenant_id, channel_id, wamid, kind, author, at, change_wamid, content_codec, content)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        ON CONFLICT DO UPDATE SET at = excluded.at, change_wamid = excluded.change_wamid, content_codec = excluded.content_codec, content = excluded.content
        WHERE (excluded.at, excluded.content IS NULL, excluded.change_wamid) > (at, content IS NULL, change_wamid)
        """;

    internal static readonly string SelectOfMany = Select(IdsMax);

    private static readonly string SelectOfOne = Select(1);

    /// <summary>Keeps a change, unless a newer one of the same message, kind and author is kept.</summary>
    public void Save(SqliteDb db, string tenantId, string channelId, StoredChange change)
    {
        var buffer = db.ContentBuffer();
        var number = change.Value is null ? PlainContentCodec.Number : codec.Encode(tenantId, change.Value, buffer);
        var statement = db.Query(Upsert).Bind(tenantId).Bind(channelId).Bind(change.TargetWhatsAppId).Bind((long)change.Kind).Bind(change.Author)
            .Bind(change.At).Bind(change.WhatsAppId).Bind(number);
        (change.Value is null ? statement.BindNull() : statement.BindBlob(buffer.WrittenSpan)).Run();
    }

    /// <summary>The rows of one tenant with what happened to them.</summary>
    public IReadOnlyList<MessageRow> Attach(SqliteDb db, IReadOnlyList<MessageRow> rows)
    {
        var found = rows.Where(row => row.WhatsAppId is not null)
            .GroupBy(row => (row.TenantId, row.ChannelId), row => row.WhatsAppId!)
            .SelectMany(group => group.Distinct().Chunk(IdsMax).SelectMany(ids => Read(db, group.Key.TenantId, group.Key.ChannelId, ids)
                .Select(change => (group.Key.ChannelId, Change: change))))
            .ToLookup(found => (found.ChannelId, found.Change.TargetWhatsAppId), found => found.Change);
        return found.Count == 0 ? rows : [.. rows.Select(row => With(row, row.WhatsAppId is null ? [] : [.. found[(row.ChannelId, row.WhatsAppId)]]))];
    }

    private static MessageRow With(MessageRow row, StoredChange[] changes) => changes.Length == 0 ? row : row with { Changes = MessageChangeRules.View(row, changes) };

    private static string Select(int ids) => new StringBuilder("SELECT kind, wamid, author, at, content_codec, content, change_wamid FROM message_changes WHERE tenant_id = ?1 AND channel_id = ?2 AND wamid IN (")
        .AppendJoin(", ", Enumerable.Range(3, ids).Select(number => $"?{number}")).Append(')').ToString();

    private IReadOnlyList<StoredChange> Read(SqliteDb db, string tenantId, string channelId, string[] ids)
    {
        var statement = db.Query(ids.Length == 1 ? SelectOfOne : SelectOfMany).Bind(tenantId).Bind(channelId);
        foreach (var id in ids)
        {
            statement.Bind(id);
        }

        for (var free = ids.Length; ids.Length > 1 && free < IdsMax; free++)
        {
            statement.BindNull();
        }

        return statement.All(row => new StoredChange(
            (MessageChangeKind)row.Int(0),
            row.Text(1),
            row.Text(2),
            row.Time(3),
            row.IsNull(5) ? null : codec.Decode(tenantId, row.Int(4), row.Blob(5)),
            row.Text(6)));
    }
}
