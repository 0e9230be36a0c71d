using OrleansWa.Grains.Flows.Nodes;

namespace OrleansWa.Grains.Flows;

/// <summary>What leads where in a graph.</summary>
internal sealed class FlowPaths
{
    private readonly ILookup<FlowNode, FlowNode> _next;

    private FlowPaths(ILookup<FlowNode, FlowNode> next) => _next = next;

    /// <summary>The ways of a graph; edges from or to nothing lead nowhere.</summary>
    public static FlowPaths Of(FlowGraph graph) => new(Steps(graph).ToLookup(step => step.From, step => step.To));

    /// <summary>The same ways walked backwards.</summary>
    public static FlowPaths Backwards(FlowGraph graph) => new(Steps(graph).ToLookup(step => step.To, step => step.From));

    /// <summary>The ways an execution can go in one turn: none leads on from a node at which it waits.</summary>
    public static FlowPaths WithoutWaiting(FlowGraph graph) =>
        new(Steps(graph).Where(step => !step.From.Waits).ToLookup(step => step.From, step => step.To));

    /// <summary>What can be reached in one or more steps.</summary>
    public HashSet<FlowNode> From(IEnumerable<FlowNode> starts)
    {
        var reached = new HashSet<FlowNode>();
        var open = new Stack<FlowNode>(starts);
        while (open.TryPop(out var node))
        {
            foreach (var next in _next[node].Where(reached.Add))
            {
                open.Push(next);
            }
        }

        return reached;
    }

    private static IEnumerable<(FlowNode From, FlowNode To)> Steps(FlowGraph graph) =>
        from edge in graph.Edges
        let source = graph.Node(edge.Source)
        let target = graph.Node(edge.Target)
        where source is not null && target is not null
        select (source, target);
}
