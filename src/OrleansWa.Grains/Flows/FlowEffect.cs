namespace OrleansWa.Grains.Flows;

/// <summary>What a flow wants done outside itself; its conversation stores it with the execution and carries it out.</summary>
/// <param name="NodeId">The node that wants it.</param>
internal abstract record FlowEffect(string NodeId);
