using OrleansWa.ClientApi.Json;
using OrleansWa.Contracts.Conversations;

namespace OrleansWa.ClientApi.Conversations;

/// <summary>A conversation: one contact on one channel.</summary>
/// <param name="Id"><c>{channelId}.{contactId}</c>.</param>
/// <param name="ChannelId">The channel.</param>
/// <param name="Contact">Who it is with.</param>
/// <param name="Unread">Incoming messages nobody has read.</param>
/// <param name="LastInboundAt">The contact's last message.</param>
/// <param name="WindowEndsAt">Until then WhatsApp takes free messages; null when the contact never wrote.</param>
/// <param name="LastActivityAt">The last message of either side.</param>
/// <param name="Bot">What flows do in it.</param>
public sealed record ConversationResponse(
    string Id,
    string ChannelId,
    ConversationContact Contact,
    int Unread,
    DateTimeOffset? LastInboundAt,
    DateTimeOffset? WindowEndsAt,
    DateTimeOffset LastActivityAt,
    ConversationBot Bot)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);

    internal static ConversationResponse From(ConversationRow row) => new(
        Ids.Conversation(row.ChannelId, row.ContactId),
        row.ChannelId,
        new ConversationContact(row.ContactId, row.ContactName, row.Phone, row.OptedOutAt),
        row.Unread,
        row.LastInboundAt,
        row.LastInboundAt + Window,
        row.LastActivityAt,
        new ConversationBot(row.Summary.BotEnabled, row.Summary.FlowId, row.Summary.FlowNodeId));
}

/// <summary>Who a conversation is with.</summary>
/// <param name="Id">The contact's id.</param>
/// <param name="Name">Name the contact gave itself, when known.</param>
/// <param name="Phone">Phone as digits, when known.</param>
/// <param name="OptedOutAt">Since when the contact wants nothing of the tenant; null when it did not opt out.</param>
public sealed record ConversationContact(string Id, string? Name, string? Phone, DateTimeOffset? OptedOutAt);

/// <summary>What flows do in a conversation.</summary>
/// <param name="Enabled">Whether flows answer.</param>
/// <param name="FlowId">The active flow; null for none.</param>
/// <param name="NodeId">The node it waits at.</param>
public sealed record ConversationBot(bool Enabled, string? FlowId, string? NodeId);
