using OrleansWa.Contracts;
using OrleansWa.Grains.Flows.Nodes;

namespace OrleansWa.Grains.Flows;

/// <summary>Faults of single nodes and edges, and of how they meet.</summary>
internal static class FlowShapeFaults
{
    /// <summary>Finds them.</summary>
    public static IEnumerable<FieldError> Find(FlowGraph graph) =>
        Triggers(graph)
            .Concat(DuplicateIds(graph))
            .Concat(graph.Nodes.SelectMany(node => node.Faults()))
            .Concat(graph.Edges.SelectMany(edge => Ends(graph, edge)))
            .Concat(DoubleExits(graph))
            .Concat(graph.Nodes.SelectMany(node => MissingExits(graph, node)));

    private static IEnumerable<FieldError> Triggers(FlowGraph graph) =>
        graph.Nodes.Any(node => node.IsTrigger) ? [] : [new FieldError("nodes", "Nothing starts this flow; add a trigger.")];

    private static IEnumerable<FieldError> DuplicateIds(FlowGraph graph)
    {
        var nodes = Repeated(graph.Nodes, node => node.Id).Select(node => (At: node.At("id"), node.Id));
        var edges = Repeated(graph.Edges.Where(edge => edge.Id is not null), edge => edge.Id!).Select(edge => (At: edge.At("id"), Id: edge.Id!));
        return nodes.Concat(edges).Select(it => new FieldError(it.At, $"The id '{it.Id}' is used twice."));
    }

    private static IEnumerable<FieldError> Ends(FlowGraph graph, FlowEdge edge)
    {
        var (source, target) = (graph.Node(edge.Source), graph.Node(edge.Target));
        if (source is null)
        {
            yield return new FieldError(edge.At("source"), $"There is no node '{edge.Source}'.");
        }
        else if (source is not UnknownNode && source.Exits.All(exit => exit.Handle != edge.SourceHandle))
        {
            yield return new FieldError(edge.At("sourceHandle"), $"The node '{edge.Source}' has no exit {Name(edge.SourceHandle)}.");
        }

        if (target is null)
        {
            yield return new FieldError(edge.At("target"), $"There is no node '{edge.Target}'.");
        }
        else if (target.IsTrigger)
        {
            yield return new FieldError(edge.At("target"), "A trigger starts a flow; no edge can lead to it.");
        }
    }

    private static IEnumerable<FieldError> DoubleExits(FlowGraph graph) =>
        Repeated(graph.Edges, edge => (edge.Source, edge.SourceHandle))
            .Select(edge => new FieldError(edge.At(), $"Another edge leaves the node '{edge.Source}' by the same exit; only one can be followed."));

    private static IEnumerable<FieldError> MissingExits(FlowGraph graph, FlowNode node) => node.Exits
        .Where(exit => exit.IsRequired && graph.Exit(node, exit.Handle) is null)
        .Select(exit => new FieldError(node.At(), $"No edge leaves the node '{node.Id}' by its exit {Name(exit.Handle)}."));

    private static string Name(string? handle) => handle is null ? "(the only one, without a handle)" : $"'{handle}'";

    private static IEnumerable<T> Repeated<T, TKey>(IEnumerable<T> items, Func<T, TKey> key)
        where TKey : notnull => items.GroupBy(key).SelectMany(group => group.Skip(1));
}
