using OrleansWa.Contracts.Conversations;

namespace OrleansWa.Contracts.Webhooks;

/// <summary>A message with the channel it was routed to.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="ChannelId">The channel.</param>
/// <param name="Message">The message.</param>
public sealed record RoutedMessage(string TenantId, string ChannelId, WebhookMessage Message);

/// <summary>A status with the channel it was routed to.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="ChannelId">The channel.</param>
/// <param name="Status">The status.</param>
/// <param name="Retry">For a failure that passes: when the message is tried again; null when it has failed for good.</param>
public sealed record RoutedStatus(string TenantId, string ChannelId, WebhookStatus Status, FailureRetry? Retry = null);

/// <summary>Another try of a message whose failure a status reported.</summary>
/// <param name="After">Wait from now on.</param>
/// <param name="TriesMax">A message that has had so many tries fails for good, as does one that expires before the next one.</param>
public sealed record FailureRetry(TimeSpan After, int TriesMax);

/// <summary>An element that no conversation handles: an account-level change, or one for a number nobody holds.</summary>
/// <param name="App">The Meta app that signed.</param>
/// <param name="TenantId">The tenant when it is known, else null.</param>
/// <param name="ChannelId">The channel when it is known, else null.</param>
/// <param name="Field">Name of the webhook field.</param>
/// <param name="AccountId">The phone number id, when it names one.</param>
/// <param name="Json">The element.</param>
public sealed record KeptEvent(string App, string? TenantId, string? ChannelId, string Field, string? AccountId, string Json);

/// <summary>All rows of one webhook call; one transaction.</summary>
/// <param name="Messages">Incoming messages.</param>
/// <param name="Statuses">Statuses; applied by the monotonic rule.</param>
/// <param name="Kept">Elements that are only kept.</param>
/// <param name="ReceivedAt">Present time.</param>
/// <param name="TraceId">Trace of the webhook call.</param>
public sealed record IntakeRows(
    IReadOnlyList<RoutedMessage> Messages,
    IReadOnlyList<RoutedStatus> Statuses,
    IReadOnlyList<KeptEvent> Kept,
    DateTimeOffset ReceivedAt,
    string? TraceId);

/// <summary>A new event with the conversation it belongs to.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="ChannelId">The channel.</param>
/// <param name="ContactId">The contact.</param>
/// <param name="Event">The event.</param>
public sealed record StoredEvent(string TenantId, string ChannelId, string ContactId, InboundEvent Event);

/// <summary>What an intake stored.</summary>
/// <param name="Events">The new events, in commit order.</param>
/// <param name="Duplicates">Messages seen before.</param>
/// <param name="StatusesApplied">Statuses that changed a message or wait for theirs.</param>
/// <param name="Unblocked">Channels in which a message left <c>sending</c> or <c>unknown</c>, so that its followers may go, or is due again.</param>
/// <param name="Failed">Failures that changed a message; a repeated one changes nothing and is not among them.</param>
public sealed record IntakeStored(
    IReadOnlyList<StoredEvent> Events,
    int Duplicates,
    int StatusesApplied,
    IReadOnlyList<(string TenantId, string ChannelId)> Unblocked,
    IReadOnlyList<RoutedStatus> Failed);

/// <summary>A conversation with unhandled events.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="ChannelId">The channel.</param>
/// <param name="ContactId">The contact.</param>
public readonly record struct ConversationRef(string TenantId, string ChannelId, string ContactId);

/// <summary>The inbox. Every write is durable when its task completes.</summary>
public interface IIntakeStore
{
    /// <summary>
    /// Stores a webhook call in one transaction: contacts are resolved, messages deduplicated by (tenant, channel, event id), history and the
    /// rows of conversations written, statuses applied by the monotonic rule. A status without its message waits for it.
    /// </summary>
    ValueTask<IntakeStored> Append(IntakeRows rows, CancellationToken ct = default);

    /// <summary>Events of one conversation that are not handled and come after <paramref name="afterSeq"/>, in order.</summary>
    ValueTask<IReadOnlyList<InboundEvent>> Unhandled(
        string tenantId, string channelId, string contactId, long afterSeq, int limit, CancellationToken ct = default);

    /// <summary>Conversations of a channel with events that were stored before <paramref name="before"/> and are not handled.</summary>
    ValueTask<IReadOnlyList<ConversationRef>> WithUnhandled(
        string tenantId, string channelId, DateTimeOffset before, int limit, CancellationToken ct = default);
}
