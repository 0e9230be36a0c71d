using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.Postgres.Messages;

namespace OrleansWa.Storage.Postgres.Webhooks;

/// <summary>A new event: its row in the inbox, and its row of history.</summary>
internal sealed record InboxRow(Arrival Arrival, StoredEvent Stored)
{
    /// <summary>The row of history, with its contact.</summary>
    public EncodedMessage History => Message.Row with
    {
        Row = Message.Row.Row with
        {
            ContactId = Stored.ContactId,
            Status = Arrival.IsSuperseded ? MessageStatus.Superseded : Message.Row.Row.Status,
        },
    };

    public IntakeMessage Message => Arrival.Message;
}
