namespace OrleansWa.Contracts.DeadLetters;

/// <summary>Which dead letters are wanted; null leaves a condition out.</summary>
/// <param name="ChannelId">Only of this channel; a message for a number that no channel holds is of none.</param>
/// <param name="Code">Only with this error code, e.g. <c>131026</c> or <c>outcome_unknown</c>.</param>
/// <param name="Before">Only those that failed before this time.</param>
/// <param name="Direction">Only incoming or only outgoing ones.</param>
[GenerateSerializer, Immutable, Alias("wa.message.dead-filter.v1")]
public sealed record DeadLetterFilter(
    [property: Id(0)] string? ChannelId,
    [property: Id(1)] string? Code,
    [property: Id(2)] DateTimeOffset? Before,
    [property: Id(3)] DeadLetterDirection? Direction = null);
