using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.DeadLetters;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.Webhooks;

namespace OrleansWa.Storage.DeadLetters;

/// <summary>An incoming dead letter as it is stored.</summary>
/// <param name="Scope">A tenant, or the platform.</param>
/// <param name="Letter">What is shown of it.</param>
/// <param name="Connector">Where it came from; none for an event that history holds.</param>
/// <param name="Json">The message, where no history holds it.</param>
internal sealed record IncomingDeadLetterRow(string Scope, IncomingDeadLetter Letter, ConnectorKind Connector, string? Json)
{
    /// <summary>A message for a number that no channel of the app holds.</summary>
    public static IncomingDeadLetterRow Of(UnroutedMessage unrouted, DateTimeOffset receivedAt) => new(
        unrouted.App,
        new IncomingDeadLetter
        {
            Id = DeadLetterIds.OfUnrouted(unrouted.App, unrouted.Connector, unrouted.Message.AccountId, InboundRules.EventId(unrouted.Message)),
            Type = unrouted.Message.Type,
            FailedAt = receivedAt,
            AccountId = unrouted.Message.AccountId,
            Error = new MessageError(
                "number_unknown",
                "No channel holds the number that this message was sent to.",
                $"The number's id is {unrouted.Message.AccountId}.",
                "Create and start a channel with this number under the app whose webhook brought it, then retry; or take the number's subscription off the app."),
        },
        unrouted.Connector,
        UnroutedJson.Write(unrouted.Message));

    /// <summary>An event that its conversation could not handle.</summary>
    public static IncomingDeadLetterRow Of(TurnCommit turn, RefusedEvent refused) => new(
        turn.TenantId,
        new IncomingDeadLetter
        {
            Id = DeadLetterIds.OfMessage(turn.TenantId, refused.MessageId),
            ChannelId = turn.ChannelId,
            ContactId = turn.ContactId,
            MessageId = refused.MessageId,
            EventSeq = refused.Seq,
            Type = refused.Type,
            FailedAt = refused.At,
            Error = refused.Error,
        },
        ConnectorKind.Unknown,
        null);

    public override string ToString() => $"{nameof(IncomingDeadLetterRow)} {Letter.Id}";
}
