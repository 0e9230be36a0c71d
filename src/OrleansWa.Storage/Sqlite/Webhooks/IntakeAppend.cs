using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.DeadLetters;
using OrleansWa.Storage.Messages;
using OrleansWa.Storage.Sqlite.Contacts;
using OrleansWa.Storage.Sqlite.DeadLetters;
using OrleansWa.Storage.Sqlite.Engine;
using OrleansWa.Storage.Webhooks;

namespace OrleansWa.Storage.Sqlite.Webhooks;

/// <summary>Stores everything of one webhook call inside one transaction.</summary>
internal sealed class IntakeAppend(
    InboundRows inbound, ContactRows contacts, StatusRows statuses, KeptEventRows kept, IncomingDeadLetterRows refused)
{
    /// <summary>About how many rows a call touches.</summary>
    public static int Weight(IntakeRows rows) => 1 + (5 * rows.Messages.Count) + (2 * rows.Statuses.Count) + rows.Kept.Count + rows.Unrouted.Count + rows.ContactUpdates.Count;

    public IntakeStored Run(SqliteDb db, IntakeRows rows)
    {
        var receivedAt = DateTimeOffset.FromUnixTimeMilliseconds(rows.ReceivedAt.ToUnixTimeMilliseconds());
        foreach (var element in rows.Kept)
        {
            kept.Add(db, element, receivedAt, rows.TraceId);
        }

        foreach (var message in rows.Unrouted)
        {
            refused.Add(db, IncomingDeadLetterRow.Of(message, receivedAt));
        }

        foreach (var update in rows.ContactUpdates)
        {
            contacts.Adopt(db, update.TenantId, update.Update, receivedAt);
        }

        var (events, duplicates) = AddMessages(db, rows, receivedAt);
        var (applied, unblocked, failed) = ApplyStatuses(db, rows, receivedAt);
        return new IntakeStored(events, duplicates, applied, unblocked, failed) { MergesIn = contacts.TakeNoted() };
    }

    private (List<StoredEvent> Events, int Duplicates) AddMessages(SqliteDb db, IntakeRows rows, DateTimeOffset receivedAt)
    {
        var events = new List<StoredEvent>(rows.Messages.Count);
        var duplicates = 0;
        foreach (var message in rows.Messages)
        {
            if (message.Message.Sender.Aliases.IsDefaultOrEmpty)
            {
                kept.Add(db, InboundRules.KeptNameless(message), receivedAt, rows.TraceId);
            }
            else if (inbound.Add(db, message, receivedAt, rows.TraceId) is { } stored)
            {
                events.Add(stored);
                if (stored.Event.FromHandset)
                {
                    statuses.TakeEarly(db, message, receivedAt);
                }
            }
            else
            {
                duplicates++;
            }
        }

        return (events, duplicates);
    }

    private (int Applied, List<(string TenantId, string ChannelId)> Unblocked, List<RoutedStatus> Failed) ApplyStatuses(
        SqliteDb db, IntakeRows rows, DateTimeOffset receivedAt)
    {
        var applied = 0;
        var (unblocked, failed) = (new List<(string TenantId, string ChannelId)>(), new List<RoutedStatus>());
        foreach (var status in rows.Statuses)
        {
            var effect = Apply(db, status, receivedAt, rows.TraceId);
            applied += effect.IsChange ? 1 : 0;
            if (effect.IsFailure)
            {
                failed.Add(status);
            }

            if (effect.IsUnblocked && !unblocked.Contains((status.TenantId, status.ChannelId)))
            {
                unblocked.Add((status.TenantId, status.ChannelId));
            }
        }

        return (applied, unblocked, failed);
    }

    private StatusEffect Apply(SqliteDb db, RoutedStatus status, DateTimeOffset receivedAt, string? traceId)
    {
        if (status.Status.Status != MessageStatus.Unknown)
        {
            return statuses.Apply(db, status, receivedAt);
        }

        kept.Add(db, InboundRules.KeptUnknown(status), receivedAt, traceId);
        return default;
    }
}
