namespace OrleansWa.Contracts.Channels;

/// <summary>What callers see of a channel. Credentials are never part of it.</summary>
/// <param name="Id">The channel's id, unique within its tenant.</param>
/// <param name="Connector">How it reaches WhatsApp.</param>
/// <param name="Role">What it is for.</param>
/// <param name="DisplayName">Name for people.</param>
/// <param name="Status">State of its session.</param>
/// <param name="StatusSince">Time of the last change of state.</param>
/// <param name="Problem">Set in state <c>error</c>.</param>
/// <param name="CloudApi">Settings of the Cloud API connector.</param>
/// <param name="Number">What the connector last reported of the number.</param>
/// <param name="Quota">The daily send quota.</param>
/// <param name="WarmUpDay">Day of the number's warm-up, 1 on the day of its first connection; 0 before that.</param>
/// <param name="CreatedAt">Creation time.</param>
/// <param name="Slowdown">Set while the channel sends slowly because people complained; null otherwise.</param>
[GenerateSerializer, Immutable, Alias("wa.channel.view.v1")]
public sealed record ChannelView(
    [property: Id(0)] string Id,
    [property: Id(1)] ConnectorKind Connector,
    [property: Id(2)] ChannelRole Role,
    [property: Id(3)] string DisplayName,
    [property: Id(4)] ChannelStatus Status,
    [property: Id(5)] DateTimeOffset StatusSince,
    [property: Id(6)] ChannelProblem? Problem,
    [property: Id(7)] CloudApiSettings? CloudApi,
    [property: Id(8)] NumberProfile? Number,
    [property: Id(9)] QuotaView Quota,
    [property: Id(10)] int WarmUpDay,
    [property: Id(11)] DateTimeOffset CreatedAt,
    [property: Id(12)] SlowdownView? Slowdown = null);

/// <summary>A channel that sends slowly for a while.</summary>
/// <param name="Until">When it goes on as before, unless there are new complaints.</param>
/// <param name="Gap">Shortest time between two messages until then.</param>
/// <param name="Reason">Why, and what can be done.</param>
[GenerateSerializer, Immutable, Alias("wa.channel.slowdown.v1")]
public sealed record SlowdownView(
    [property: Id(0)] DateTimeOffset Until, [property: Id(1)] TimeSpan Gap, [property: Id(2)] ChannelProblem Reason);
