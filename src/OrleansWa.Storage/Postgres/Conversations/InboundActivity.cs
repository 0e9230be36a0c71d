using OrleansWa.Contracts.Conversations;
using OrleansWa.Storage.Webhooks;

namespace OrleansWa.Storage.Postgres.Conversations;

/// <summary>What a batch adds to a conversation.</summary>
/// <param name="LastSeq">Number of its last event.</param>
/// <param name="Unread">How many messages of the person came.</param>
/// <param name="InboundAt">The latest of their times.</param>
/// <param name="ActivityAt">The latest time at which either side wrote.</param>
/// <param name="PlaceholderAt">When a placeholder came.</param>
internal readonly record struct InboundActivity(
    long LastSeq, int Unread, DateTimeOffset? InboundAt, DateTimeOffset? ActivityAt, DateTimeOffset? PlaceholderAt)
{
    /// <summary>With one event more.</summary>
    /// <param name="inbound">The event, with its number.</param>
    /// <param name="unsupported">Whether it is a placeholder.</param>
    /// <param name="replaces">Whether it takes the place of a placeholder that was counted as unread.</param>
    public InboundActivity With(InboundEvent inbound, bool unsupported, bool replaces)
    {
        var at = InboundRules.ActivityAt(inbound);
        var isOfPerson = InboundRules.IsOfPerson(inbound);
        return new InboundActivity(
            inbound.Seq,
            Unread + (isOfPerson && !replaces ? 1 : 0),
            isOfPerson ? Later(InboundAt, at) : InboundAt,
            InboundRules.IsActivity(inbound) ? Later(ActivityAt, at) : ActivityAt,
            unsupported ? inbound.ReceivedAt : PlaceholderAt);
    }

    private static DateTimeOffset Later(DateTimeOffset? one, DateTimeOffset other) => one is { } at && at > other ? at : other;
}
