namespace OrleansWa.Grains.Flows;

/// <summary>That an execution ended, and why.</summary>
/// <param name="Reason">One of <see cref="FlowEndReasons"/>.</param>
/// <param name="NodeId">The node it ended at.</param>
internal sealed record FlowEnd(string Reason, string NodeId);
