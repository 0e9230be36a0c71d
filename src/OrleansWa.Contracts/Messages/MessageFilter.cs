namespace OrleansWa.Contracts.Messages;

/// <summary>Which messages of a tenant are wanted, both ways; null leaves a condition out.</summary>
/// <param name="ChannelId">Only of this channel.</param>
/// <param name="ContactId">Only with this contact.</param>
/// <param name="Status">Only in this state.</param>
/// <param name="From">Only those stored at or after this time.</param>
/// <param name="To">Only those stored before this time.</param>
[GenerateSerializer, Immutable, Alias("wa.message.filter.v1")]
public sealed record MessageFilter(
    [property: Id(0)] string? ChannelId,
    [property: Id(1)] string? ContactId,
    [property: Id(2)] MessageStatus? Status,
    [property: Id(3)] DateTimeOffset? From,
    [property: Id(4)] DateTimeOffset? To);
