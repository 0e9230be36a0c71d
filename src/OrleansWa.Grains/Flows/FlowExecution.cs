namespace OrleansWa.Grains.Flows;

/// <summary>A flow under way in one conversation: the stored part. It always waits; what runs is never stored.</summary>
/// <param name="FlowId">The flow.</param>
/// <param name="Version">The version it stays on.</param>
/// <param name="NodeId">The node it waits at.</param>
/// <param name="Variables">What it knows.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="StepCount">Nodes entered since it began.</param>
internal sealed record FlowExecution(
    string FlowId, int Version, string NodeId, FlowVariables Variables, DateTimeOffset StartedAt, int StepCount)
{
    /// <summary>Without the variables, which are personal data.</summary>
    public override string ToString() => $"{nameof(FlowExecution)} {FlowId} v{Version} at {NodeId}";
}
