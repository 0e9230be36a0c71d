using OrleansWa.ClientApi.Json;
using OrleansWa.Contracts.Channels;

namespace OrleansWa.ClientApi.Channels;

/// <summary>A channel. Its credentials are never shown.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Connector">How it reaches WhatsApp.</param>
/// <param name="Role">What it is for.</param>
/// <param name="DisplayName">Name for people.</param>
/// <param name="Status">State of its session, e.g. <c>connected</c>.</param>
/// <param name="StatusSince">Time of the last change of state.</param>
/// <param name="Problem">In state <c>error</c>: what is wrong and what to do.</param>
/// <param name="CloudApi">Settings of the connector <c>cloud_api</c>.</param>
/// <param name="Number">What the connector last reported of the number.</param>
/// <param name="Quota">The daily send quota.</param>
/// <param name="WarmUpDay">Day of the number's warm-up, 1 on the day of its first connection; 0 before that.</param>
/// <param name="CreatedAt">Creation time.</param>
/// <param name="Slowdown">Set while the channel sends slowly because people complained about the number.</param>
public sealed record ChannelResponse(
    string Id,
    string Connector,
    string Role,
    string DisplayName,
    string Status,
    DateTimeOffset StatusSince,
    ChannelProblem? Problem,
    CloudApiSettings? CloudApi,
    NumberProfile? Number,
    QuotaView Quota,
    int WarmUpDay,
    DateTimeOffset CreatedAt,
    SlowdownResponse? Slowdown)
{
    internal static ChannelResponse From(ChannelView channel) => new(
        channel.Id,
        Words<ConnectorKind>.Of(channel.Connector),
        Words<ChannelRole>.Of(channel.Role),
        channel.DisplayName,
        Words<ChannelStatus>.Of(channel.Status),
        channel.StatusSince,
        channel.Problem,
        channel.CloudApi,
        channel.Number,
        channel.Quota,
        channel.WarmUpDay,
        channel.CreatedAt,
        SlowdownResponse.From(channel.Slowdown));
}

/// <summary>State of a channel's session.</summary>
/// <param name="Id">The channel.</param>
/// <param name="Status">The state, e.g. <c>connected</c>.</param>
/// <param name="Since">Time of the last change of state.</param>
/// <param name="Problem">In state <c>error</c>: what is wrong and what to do.</param>
/// <param name="Number">What the connector last reported of the number.</param>
/// <param name="Quota">The daily send quota.</param>
/// <param name="WarmUpDay">Day of the number's warm-up; 0 before its first connection.</param>
/// <param name="Slowdown">Set while the channel sends slowly because people complained about the number.</param>
public sealed record ChannelStatusResponse(
    string Id,
    string Status,
    DateTimeOffset Since,
    ChannelProblem? Problem,
    NumberProfile? Number,
    QuotaView Quota,
    int WarmUpDay,
    SlowdownResponse? Slowdown)
{
    internal static ChannelStatusResponse From(ChannelView channel) => new(
        channel.Id, Words<ChannelStatus>.Of(channel.Status), channel.StatusSince, channel.Problem, channel.Number, channel.Quota, channel.WarmUpDay,
        SlowdownResponse.From(channel.Slowdown));
}

/// <summary>A channel that sends slowly for a while.</summary>
/// <param name="Until">When it goes on as before, unless there are new complaints.</param>
/// <param name="GapSeconds">Shortest time between two messages until then.</param>
/// <param name="Reason">Why, and what can be done.</param>
public sealed record SlowdownResponse(DateTimeOffset Until, int GapSeconds, ChannelProblem Reason)
{
    internal static SlowdownResponse? From(SlowdownView? slow) => slow is null ? null : new(slow.Until, (int)slow.Gap.TotalSeconds, slow.Reason);
}
