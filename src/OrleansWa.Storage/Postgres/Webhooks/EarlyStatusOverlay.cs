using OrleansWa.Contracts.Messages;
using OrleansWa.Storage.Messages;
using OrleansWa.Storage.Postgres.Engine;

namespace OrleansWa.Storage.Postgres.Webhooks;

/// <summary>The early statuses that wait for the outcomes of a batch; each is taken once.</summary>
internal sealed class EarlyStatusOverlay(IEnumerable<(string TenantId, string ChannelId, ReportedStatus Status)> rows)
{
    private const string Delete = """
        DELETE FROM early_statuses e USING unnest($1, $2, $3) AS u (tenant_id, channel_id, wamid)
        WHERE e.tenant_id = u.tenant_id AND e.channel_id = u.channel_id AND e.wamid = u.wamid
        """;

    private readonly ILookup<(string, string, string), ReportedStatus> _waiting =
        rows.ToLookup(row => (row.TenantId, row.ChannelId, row.Status.WhatsAppId!), row => row.Status);

    private readonly HashSet<(string TenantId, string ChannelId, string WhatsAppId)> _taken = [];

    public bool IsEmpty => _waiting.Count == 0;

    public IEnumerable<ReportedStatus> Take(AttemptOutcome outcome) =>
        outcome.WhatsAppId is { } whatsAppId ? Take(outcome.TenantId, outcome.ChannelId, whatsAppId) : [];

    public IEnumerable<ReportedStatus> Take(string tenantId, string channelId, string whatsAppId)
    {
        var key = (tenantId, channelId, whatsAppId);
        return _waiting.Contains(key) && _taken.Add(key) ? _waiting[key] : [];
    }

    public void AddDelete(PgBatch batch)
    {
        if (_taken.Count > 0)
        {
            batch.Add(Delete).Texts(_taken, t => t.TenantId).Texts(_taken, t => t.ChannelId).Texts(_taken, t => t.WhatsAppId);
        }
    }
}
