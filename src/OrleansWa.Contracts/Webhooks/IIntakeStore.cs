using OrleansWa.Contracts.Conversations;
using OrleansWa.Contracts.Messages;

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

/// <summary>A person's new names with the channel they were told to.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="ChannelId">The channel.</param>
/// <param name="Update">The names.</param>
public sealed record RoutedContactUpdate(string TenantId, string ChannelId, WebhookContactUpdate Update);

/// <summary>A message for a number that no channel of the app holds.</summary>
/// <param name="Connector">Where it came from.</param>
/// <param name="App">The Meta app that signed: <see cref="GrainKeys.PlatformScope"/> or a tenant's id, whose dead letter it becomes.</param>
/// <param name="Message">The message, whole, so that it can be routed later.</param>
public sealed record UnroutedMessage(Channels.ConnectorKind Connector, string App, WebhookMessage Message);

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
    string? TraceId)
{
    /// <summary>New names of people; applied before the messages.</summary>
    public IReadOnlyList<RoutedContactUpdate> ContactUpdates { get; init; } = [];

    /// <summary>Messages for numbers that no channel holds; they become incoming dead letters, once each.</summary>
    public IReadOnlyList<UnroutedMessage> Unrouted { get; init; } = [];
}

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
    IReadOnlyList<RoutedStatus> Failed)
{
    /// <summary>Tenants in which contacts were found to be one person.</summary>
    public IReadOnlyList<string> MergesIn { get; init; } = [];
}

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
    /// rows of conversations written, statuses applied by the monotonic rule. A status without its message waits for it; a change of a message
    /// (reaction, edit, deletion) is kept by the newest time under the id of the message, whichever of the two comes first. Of a message and its
    /// <c>unsupported</c> placeholder the real one stays: a placeholder before it becomes <see cref="MessageStatus.Superseded"/>, one after it is a
    /// duplicate. An echo of the handset is a message of ours, unless its WhatsApp id is that of one that we sent.
    /// </summary>
    ValueTask<IntakeStored> Append(IntakeRows rows, CancellationToken ct = default);

    /// <summary>Events of one conversation that are not handled and come after <paramref name="afterSeq"/>, in order.</summary>
    ValueTask<IReadOnlyList<InboundEvent>> Unhandled(
        string tenantId, string channelId, string contactId, long afterSeq, int limit, CancellationToken ct = default);

    /// <summary>One event by its number, handled or not; null when there is none in this conversation.</summary>
    ValueTask<InboundEvent?> Find(string tenantId, string channelId, string contactId, long seq, CancellationToken ct = default);

    /// <summary>Conversations of a channel with events that were stored before <paramref name="before"/> and are not handled.</summary>
    ValueTask<IReadOnlyList<ConversationRef>> WithUnhandled(
        string tenantId, string channelId, DateTimeOffset before, int limit, CancellationToken ct = default);
}
