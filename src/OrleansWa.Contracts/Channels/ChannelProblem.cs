namespace OrleansWa.Contracts.Channels;

/// <summary>Why a channel needs a person, and what that person can do.</summary>
/// <param name="Code">Stable word, e.g. <c>TOKEN_INVALID</c>.</param>
/// <param name="Reason">What happened.</param>
/// <param name="Remedy">What to do about it.</param>
[GenerateSerializer, Immutable, Alias("wa.channel.problem.v1")]
public sealed record ChannelProblem([property: Id(0)] string Code, [property: Id(1)] string Reason, [property: Id(2)] string Remedy);

/// <summary>What the connector reports of a number.</summary>
/// <param name="DisplayPhoneNumber">The number as Meta shows it.</param>
/// <param name="VerifiedName">Name that people see.</param>
/// <param name="QualityRating">GREEN, YELLOW, RED or UNKNOWN.</param>
/// <param name="MessagingLimit">E.g. TIER_2K.</param>
/// <param name="ThroughputLevel">E.g. STANDARD (80 messages per second).</param>
/// <param name="NameStatus">E.g. APPROVED.</param>
[GenerateSerializer, Immutable, Alias("wa.channel.number.v1")]
public sealed record NumberProfile(
    [property: Id(0)] string? DisplayPhoneNumber,
    [property: Id(1)] string? VerifiedName,
    [property: Id(2)] string? QualityRating,
    [property: Id(3)] string? MessagingLimit,
    [property: Id(4)] string? ThroughputLevel,
    [property: Id(5)] string? NameStatus);

/// <summary>The daily send quota of a channel.</summary>
/// <param name="Day">The day, in the tenant's time zone (yyyy-MM-dd).</param>
/// <param name="Reserved">Messages of that day for which allowance was taken durably; never less than what was sent.</param>
/// <param name="Limit">The cap; null for none.</param>
[GenerateSerializer, Immutable, Alias("wa.channel.quota.v1")]
public sealed record QuotaView([property: Id(0)] string? Day, [property: Id(1)] int Reserved, [property: Id(2)] int? Limit);
