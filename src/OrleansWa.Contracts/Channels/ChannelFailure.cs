namespace OrleansWa.Contracts.Channels;

/// <summary>A failure that concerns more than its message.</summary>
/// <param name="Advice">What it asks for.</param>
/// <param name="Problem">What happened and what can be done.</param>
/// <param name="At">When it happened.</param>
[GenerateSerializer, Immutable, Alias("wa.channel.failure.v1")]
public sealed record ChannelFailure(
    [property: Id(0)] FailureAdvice Advice, [property: Id(1)] ChannelProblem Problem, [property: Id(2)] DateTimeOffset At);

/// <summary>Something that holds for all channels of one business account, e.g. an unpaid bill.</summary>
/// <param name="Connector">The connector.</param>
/// <param name="BusinessAccountId">For the Cloud API the WABA.</param>
/// <param name="Problem">What happened and what can be done.</param>
/// <param name="At">When it happened.</param>
[GenerateSerializer, Immutable, Alias("wa.channel.account-problem.v1")]
public sealed record AccountProblem(
    [property: Id(0)] ConnectorKind Connector, [property: Id(1)] string BusinessAccountId, [property: Id(2)] ChannelProblem Problem, [property: Id(3)] DateTimeOffset At);
