using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.Content;
using OrleansWa.Storage.Sqlite.Engine;

namespace OrleansWa.Storage.Sqlite.Webhooks;

/// <summary>Elements of webhooks that are only kept, for their time.</summary>
internal sealed class KeptEventRows(IContentCodec codec, SqliteStorageOptions options)
{
    private const string Insert = """
        INSERT INTO kept_events (tenant_id, channel_id, app, field, account_id, received_at, trace_id, content_codec, content)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        """;

    // Two out for one in, as with early statuses.
    private const string DeleteOld =
        "DELETE FROM kept_events WHERE seq IN (SELECT seq FROM kept_events WHERE received_at < ?1 ORDER BY received_at LIMIT 2)";

    public void Add(SqliteDb db, KeptEvent kept, DateTimeOffset receivedAt, string? traceId)
    {
        db.Query(DeleteOld).Bind(receivedAt - options.KeptEventRetention).Run();
        var buffer = db.ContentBuffer();
        var number = codec.Encode(kept.TenantId ?? kept.App, kept.Json, buffer);
        db.Query(Insert).Bind(kept.TenantId).Bind(kept.ChannelId).Bind(kept.App).Bind(kept.Field).Bind(kept.AccountId)
            .Bind(receivedAt).Bind(traceId).Bind(number).BindBlob(buffer.WrittenSpan).Run();
    }
}
