using OrleansWa.Contracts;
using OrleansWa.Contracts.Conversations;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.Contacts;
using OrleansWa.Storage.Content;
using OrleansWa.Storage.DeadLetters;
using OrleansWa.Storage.Messages;
using OrleansWa.Storage.Postgres.Contacts;
using OrleansWa.Storage.Postgres.DeadLetters;
using OrleansWa.Storage.Postgres.Engine;
using OrleansWa.Storage.Postgres.Messages;
using OrleansWa.Storage.Webhooks;

namespace OrleansWa.Storage.Postgres.Webhooks;

/// <summary>
/// A webhook call, prepared before anything is written, so that what cannot be encoded fails its own call only; and what becomes of it.
/// </summary>
internal sealed class IntakeCall
{
    private static readonly ContactRow Nobody = new("", null, null, null);

    private readonly HashSet<(string TenantId, string ChannelId)> _unblockedSet = [];
    private readonly List<(string TenantId, string ChannelId)> _unblocked = [];
    private readonly List<RoutedStatus> _failed = [];

    public IntakeCall(BatchUnit<IntakeRows, IntakeStored> unit, MessageRows rows)
    {
        Unit = unit;
        ReceivedAt = DateTimeOffset.FromUnixTimeMilliseconds(unit.Request.ReceivedAt.ToUnixTimeMilliseconds());
        TraceId = PgText.CleanOrNull(unit.Request.TraceId);
        foreach (var kept in unit.Request.Kept)
        {
            Keep(rows, kept);
        }

        Unrouted = [.. unit.Request.Unrouted.Select(one => IncomingDeadLetterRows.Encode(rows, IncomingDeadLetterRow.Of(one, ReceivedAt)))];
        ContactUpdates = [.. unit.Request.ContactUpdates.Select(Clean)];
        foreach (var routed in unit.Request.Messages)
        {
            if (routed.Message.Sender.Aliases.IsDefaultOrEmpty)
            {
                Keep(rows, InboundRules.KeptNameless(routed));
            }
            else
            {
                Messages.Add(Prepare(rows, routed));
            }
        }

        foreach (var status in unit.Request.Statuses)
        {
            if (status.Status.Status == MessageStatus.Unknown)
            {
                Keep(rows, InboundRules.KeptUnknown(status));
            }
            else
            {
                Statuses.Add(Clean(status));
            }
        }
    }

    public BatchUnit<IntakeRows, IntakeStored> Unit { get; }

    public DateTimeOffset ReceivedAt { get; }

    public string? TraceId { get; }

    public List<IntakeMessage> Messages { get; } = [];

    public List<RoutedStatus> Statuses { get; } = [];

    public List<KeptRow> Kept { get; } = [];

    public List<RoutedContactUpdate> ContactUpdates { get; }

    public List<EncodedDeadLetter> Unrouted { get; }

    public List<StoredEvent> Events { get; } = [];

    public int Duplicates { get; set; }

    public int Applied { get; set; }

    /// <summary>The event of a message, without its numbers.</summary>
    public InboundEvent Event(IntakeMessage message, ContactRow contact) =>
        InboundRules.Event(message.Message, contact, message.Row.Row.Id, ReceivedAt, TraceId);

    /// <summary>Counts what a status came to.</summary>
    public void Count(RoutedStatus status, StatusEffect effect)
    {
        Applied++;
        if (effect.IsFailure)
        {
            _failed.Add(status);
        }

        if (effect.IsUnblocked && _unblockedSet.Add((status.TenantId, status.ChannelId)))
        {
            _unblocked.Add((status.TenantId, status.ChannelId));
        }
    }

    public void Conclude(IReadOnlyList<string> mergesIn) =>
        Unit.Result = new IntakeStored(Events, Duplicates, Applied, _unblocked, _failed) { MergesIn = mergesIn };

    /// <summary>What a message does to another one, encoded; null when it does nothing to any.</summary>
    public EncodedChange? Change(IntakeMessage message, string contactId)
    {
        if (InboundRules.Change(message.Message, contactId, ReceivedAt) is not { } change)
        {
            return null;
        }

        var cleaned = change with { TargetWhatsAppId = PgText.Clean(change.TargetWhatsAppId), WhatsAppId = PgText.Clean(change.WhatsAppId) };
        return new EncodedChange(message.TenantId, message.ChannelId, cleaned, message.ChangeCodec, message.ChangeContent);
    }

    private static RoutedContactUpdate Clean(RoutedContactUpdate routed) => new(
        PgText.Clean(routed.TenantId),
        PgText.Clean(routed.ChannelId),
        routed.Update with { Known = ContactOverlay.Clean(routed.Update.Known), Becomes = ContactOverlay.Clean(routed.Update.Becomes) });

    private static RoutedStatus Clean(RoutedStatus routed) => new(PgText.Clean(routed.TenantId), PgText.Clean(routed.ChannelId), routed.Status with
    {
        WhatsAppId = PgText.Clean(routed.Status.WhatsAppId),
        MessageId = PgText.CleanOrNull(routed.Status.MessageId),
    }, routed.Retry);

    private IntakeMessage Prepare(MessageRows rows, RoutedMessage routed)
    {
        var (tenant, channel, message) = (PgText.Clean(routed.TenantId), PgText.Clean(routed.ChannelId), routed.Message);
        var eventId = PgText.Clean(InboundRules.EventId(message));
        var inbound = InboundRules.Event(message, Nobody, DerivedId.From("msg_", tenant, channel, eventId), ReceivedAt, TraceId);
        var row = InboundRules.Row(new ConversationRef(tenant, channel, ""), inbound, message);
        var (codec, change) = message.Change?.Value is { } value ? rows.Encode(tenant, value) : (PlainContentCodec.Number, null);
        return new IntakeMessage(
            tenant, channel, eventId, ContactOverlay.Clean(message.Sender), message, rows.Encode(new NewMessage(row), message.Text, message.ChoiceId), codec, change);
    }

    private void Keep(MessageRows rows, KeptEvent kept)
    {
        var (codec, content) = rows.Encode(PgText.Clean(kept.TenantId ?? kept.App), kept.Json);
        Kept.Add(new KeptRow(kept, ReceivedAt, TraceId, codec, content));
    }
}
