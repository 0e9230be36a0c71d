namespace OrleansWa.Grains.Flows;

/// <summary>Runs flows. Pure: the same arguments give the same step. Never throws for a graph that could be parsed.</summary>
internal static class FlowEngine
{
    /// <summary>Starts a flow at one of its triggers and runs it until it waits or ends.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="triggerNodeId">From <see cref="FlowTriggers.Match"/>.</param>
    /// <param name="context">Whom it talks to.</param>
    /// <param name="input">The message that started it.</param>
    /// <param name="now">Present time.</param>
    /// <param name="chance">Drawn from 0 to 1.</param>
    public static FlowStep Start(
        PublishedFlow flow, string triggerNodeId, FlowContext context, FlowInput input, DateTimeOffset now, double chance = 0)
    {
        var execution = new FlowExecution(flow.FlowId, flow.Version, triggerNodeId, FlowVariables.Empty, now, 0);
        return new FlowRun(flow.Graph, execution, context, input, now, chance).Start();
    }

    /// <summary>Hands a waiting execution the contact's next message and runs it until it waits again or ends.</summary>
    /// <param name="graph">The graph of the version the execution is on.</param>
    /// <param name="execution">The stored execution.</param>
    /// <param name="context">Whom it talks to.</param>
    /// <param name="input">The message.</param>
    /// <param name="now">Present time.</param>
    /// <param name="chance">Drawn from 0 to 1.</param>
    /// <returns>The step. One that ended by <see cref="FlowEndReasons.Lifetime"/> has not taken the message: it may start a flow anew.</returns>
    public static FlowStep Resume(
        FlowGraph graph, FlowExecution execution, FlowContext context, FlowInput input, DateTimeOffset now, double chance = 0) =>
        now - execution.StartedAt > FlowLimits.Lifetime
            ? new FlowStep(null, [], new FlowEnd(FlowEndReasons.Lifetime, execution.NodeId))
            : new FlowRun(graph, execution, context, input, now, chance).Resume();
}
