using OrleansWa.Storage.Postgres.Engine;

namespace OrleansWa.Storage.Postgres.Webhooks;

/// <summary>Elements of webhooks that are only kept, for their time.</summary>
internal static class KeptEventRows
{
    private const string Insert = """
        INSERT INTO kept_events (tenant_id, channel_id, app, field, account_id, received_at, trace_id, content_codec, content)
        SELECT tenant_id, channel_id, app, field, account_id, received_at, trace_id, content_codec, content
        FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9) WITH ORDINALITY
            AS u (tenant_id, channel_id, app, field, account_id, received_at, trace_id, content_codec, content, i) ORDER BY i
        """;

    // Two out for one in, as with early statuses.
    private const string DeleteOld = """
        DELETE FROM kept_events WHERE seq IN (
            SELECT seq FROM kept_events WHERE received_at < $1 ORDER BY received_at LIMIT $2 FOR UPDATE SKIP LOCKED)
        """;

    public static void Add(PgBatch batch, List<KeptRow> rows, TimeSpan retention)
    {
        if (rows.Count > 0)
        {
            batch.Add(DeleteOld).Time(rows.Max(r => r.ReceivedAt) - retention).Int(2 * rows.Count);
            batch.Add(Insert).Texts(rows, r => r.Event.TenantId).Texts(rows, r => r.Event.ChannelId).Texts(rows, r => r.Event.App)
                .Texts(rows, r => r.Event.Field).Texts(rows, r => r.Event.AccountId).Times(rows, r => r.ReceivedAt).Texts(rows, r => r.TraceId)
                .Ints(rows, r => r.Codec).Blobs(rows, r => r.Content);
        }
    }
}
