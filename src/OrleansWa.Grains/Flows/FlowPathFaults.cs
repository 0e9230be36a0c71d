using OrleansWa.Contracts;
using OrleansWa.Grains.Flows.Nodes;

namespace OrleansWa.Grains.Flows;

/// <summary>Faults of the ways through a graph.</summary>
internal static class FlowPathFaults
{
    /// <summary>Finds them.</summary>
    public static IEnumerable<FieldError> Find(FlowGraph graph) => Unreachable(graph).Concat(LoopsWithoutWait(graph));

    private static IEnumerable<FieldError> Unreachable(FlowGraph graph)
    {
        var triggers = graph.Nodes.Where(node => node.IsTrigger).ToList();
        var reached = FlowPaths.Of(graph).From(triggers);
        // Without a trigger nothing can be reached; that is said once, not once for each node.
        return triggers.Count == 0
            ? []
            : graph.Nodes.Where(node => !node.IsTrigger && !reached.Contains(node))
                .Select(node => new FieldError(node.At(), $"No way leads from a trigger to the node '{node.Id}'."));
    }

    private static IEnumerable<FieldError> LoopsWithoutWait(FlowGraph graph)
    {
        var paths = FlowPaths.WithoutWaiting(graph);
        var told = new HashSet<FlowNode>();
        foreach (var node in graph.Nodes.Where(node => !node.Waits && !told.Contains(node)))
        {
            var ahead = paths.From([node]);
            if (ahead.Contains(node))
            {
                var loop = ahead.Where(other => other == node || paths.From([other]).Contains(node)).OrderBy(other => other.Index).ToList();
                told.UnionWith(loop);
                yield return new FieldError(node.At(), $"A loop that never waits for the contact: {Names(loop)}. Put an 'ask' into it.");
            }
        }
    }

    private static string Names(List<FlowNode> loop) =>
        string.Join(", ", loop.Take(10).Select(node => $"'{node.Id}'")) + (loop.Count > 10 ? ", …" : "");
}
