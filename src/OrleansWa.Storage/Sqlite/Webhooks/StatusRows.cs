using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.Messages;
using OrleansWa.Storage.Sqlite.Engine;
using OrleansWa.Storage.Sqlite.Messages;

namespace OrleansWa.Storage.Sqlite.Webhooks;

/// <summary>Applies one status to its message.</summary>
internal sealed class StatusRows(EarlyStatusRows early)
{
    private const string Select = "SELECT " + MessageProgressRows.Columns + " FROM messages WHERE tenant_id = ?1 AND channel_id = ?2";

    private const string SelectById = Select + " AND id = ?3 AND outbound = 1";

    internal const string SelectByWhatsAppId = Select + " AND wamid = ?3 AND outbound = 1 LIMIT 1";

    /// <summary>Applies a status, or lets it wait for its message.</summary>
    public StatusEffect Apply(SqliteDb db, RoutedStatus routed, DateTimeOffset receivedAt)
    {
        var (tenant, channel, status) = (routed.TenantId, routed.ChannelId, routed.Status);
        var report = ReportedStatus.Of(routed, receivedAt);
        var message = Find(db, SelectById, tenant, channel, status.MessageId) ?? Find(db, SelectByWhatsAppId, tenant, channel, status.WhatsAppId);
        if (message is null)
        {
            return new StatusEffect(early.Add(db, tenant, channel, report, receivedAt), IsUnblocked: false, IsFailure: false);
        }

        var next = MessageProgressRules.Report(message, report);
        if (next == message)
        {
            return default;
        }

        MessageProgressRows.Save(db, next);
        return StatusEffect.Of(message, next, report);
    }

    /// <summary>Applies the statuses that came before the echo of a message that we did not send.</summary>
    public void TakeEarly(SqliteDb db, RoutedMessage echo, DateTimeOffset receivedAt)
    {
        foreach (var report in EarlyStatusRows.Take(db, echo.TenantId, echo.ChannelId, echo.Message.WhatsAppId))
        {
            Apply(db, new RoutedStatus(echo.TenantId, echo.ChannelId, new WebhookStatus
            {
                AccountId = echo.Message.AccountId,
                WhatsAppId = echo.Message.WhatsAppId,
                Status = report.Status,
                Timestamp = report.At,
                Error = report.Error,
            }), receivedAt);
        }
    }

    private static MessageProgress? Find(SqliteDb db, string sql, string tenantId, string channelId, string? id) =>
        id is null ? null : db.Query(sql).Bind(tenantId).Bind(channelId).Bind(id).First(MessageProgressRows.Read);
}
