using OrleansWa.Grains.Flows.Nodes;

namespace OrleansWa.Grains.Flows;

/// <summary>Decides which flow a message starts.</summary>
internal static class FlowTriggers
{
    /// <summary>
    /// The flow and its trigger node, or null. Priority decides; within the same priority certain words go before any message, then the
    /// flow's id and the order of nodes, so that the same message always starts the same flow.
    /// </summary>
    public static (PublishedFlow Flow, string TriggerNodeId)? Match(IReadOnlyList<PublishedFlow> flows, FlowInput input)
    {
        var text = FlowText.Fold(input.Text);
        return flows
            .SelectMany(flow => flow.Graph.Nodes.OfType<TriggerNode>(), (flow, trigger) => (Flow: flow, Trigger: trigger))
            .Where(candidate => candidate.Trigger.Matches(text))
            .OrderByDescending(candidate => candidate.Flow.Priority)
            .ThenByDescending(candidate => candidate.Trigger.IsKeyword)
            .ThenBy(candidate => candidate.Flow.FlowId, StringComparer.Ordinal)
            .Select(candidate => ((PublishedFlow, string)?)(candidate.Flow, candidate.Trigger.Id))
            .FirstOrDefault();
    }
}
