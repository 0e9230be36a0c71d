using OrleansWa.Contracts.Channels;

namespace OrleansWa.Connectors.CloudApi;

/// <summary>What one error code of the Cloud API asks for.</summary>
/// <param name="Code">Meta's code.</param>
/// <param name="Action">What to do.</param>
/// <param name="Scope">
/// What it holds back. A <see cref="ErrorAction.Fix"/> of scope <see cref="ErrorScope.Message"/> is the fault of one template, recipient or
/// feature: the message waits for a person, the channel need not stop.
/// </param>
/// <param name="Meaning">What happened, short; used where Meta says nothing.</param>
/// <param name="Remedy">What a person can do, one sentence.</param>
/// <param name="MinWait">Shortest wait before another try; null when any backoff will do.</param>
public sealed record CloudApiErrorRule(
    int Code, ErrorAction Action, ErrorScope Scope, string Meaning, string Remedy, TimeSpan? MinWait = null);
