namespace OrleansWa.Contracts.Messages;

/// <summary>Why a message failed or waits.</summary>
/// <param name="Code">The connector's code, or a word of ours such as <c>outcome_unknown</c>.</param>
/// <param name="Title">What happened, short.</param>
/// <param name="Details">What the connector said in full; may be empty.</param>
/// <param name="Remedy">What a person can do about it.</param>
[GenerateSerializer, Immutable, Alias("wa.message.error.v1")]
public sealed record MessageError(
    [property: Id(0)] string Code,
    [property: Id(1)] string Title,
    [property: Id(2)] string Details,
    [property: Id(3)] string Remedy);
