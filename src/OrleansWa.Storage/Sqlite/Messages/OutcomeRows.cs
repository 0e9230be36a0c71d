using OrleansWa.Contracts.Messages;
using OrleansWa.Storage.Messages;
using OrleansWa.Storage.Sqlite.Contacts;
using OrleansWa.Storage.Sqlite.Engine;
using OrleansWa.Storage.Sqlite.Webhooks;

namespace OrleansWa.Storage.Sqlite.Messages;

/// <summary>Records what became of an attempt.</summary>
internal static class OutcomeRows
{
    private const string Select = "SELECT " + MessageProgressRows.Columns + """
         FROM messages WHERE tenant_id = ?1 AND id = ?2 AND channel_id = ?3 AND outbound = 1
        """;

    /// <summary>False when the outcome is of another attempt or message.</summary>
    public static bool Record(SqliteDb db, AttemptOutcome outcome)
    {
        if (Find(db, outcome) is not { } message || !MessageProgressRules.IsOfPresentAttempt(message, outcome))
        {
            return false;
        }

        if (outcome.Status != MessageStatus.Sent && MessageProgressRules.IsInFlight(message))
        {
            MessageAttemptRows.Add(db, outcome, message.AttemptedAt ?? outcome.At);
        }

        MessageProgressRows.Save(db, ApplyWaiting(db, outcome, MessageProgressRules.Conclude(message, outcome)));
        if (outcome.RecipientWaId is { Length: > 0 } digits)
        {
            ContactRows.AddWhatsAppId(db, outcome.TenantId, message.ContactId, digits, outcome.At);
        }

        return true;
    }

    private static MessageProgress? Find(SqliteDb db, AttemptOutcome outcome) => db.Query(Select)
        .Bind(outcome.TenantId).Bind(outcome.MessageId).Bind(outcome.ChannelId).First(MessageProgressRows.Read);

    private static MessageProgress ApplyWaiting(SqliteDb db, AttemptOutcome outcome, MessageProgress message)
    {
        if (outcome.WhatsAppId is null)
        {
            return message;
        }

        foreach (var early in EarlyStatusRows.Take(db, outcome.TenantId, outcome.ChannelId, outcome.WhatsAppId))
        {
            message = MessageProgressRules.Report(message, early);
        }

        return message;
    }
}
