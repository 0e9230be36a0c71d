namespace OrleansWa.EmbeddedRuntime;

/// <summary>An activation at one moment, for operators.</summary>
/// <param name="GrainId">Identity of the grain.</param>
/// <param name="ClassName">Full name of the grain class.</param>
/// <param name="Status">What it is doing.</param>
/// <param name="Since">When it was made.</param>
/// <param name="LastUsed">When it last ended a request; up to a second early.</param>
/// <param name="Running">Requests that run.</param>
/// <param name="QueueLength">Requests that wait.</param>
public sealed record ActivationInfo(
    GrainId GrainId, string ClassName, ActivationStatus Status, DateTimeOffset Since, DateTimeOffset LastUsed, int Running, int QueueLength);
