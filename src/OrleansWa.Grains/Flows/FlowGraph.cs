using System.Collections.Frozen;
using System.Collections.Immutable;
using OrleansWa.Contracts;
using OrleansWa.Grains.Flows.Nodes;

namespace OrleansWa.Grains.Flows;

/// <summary>A compiled graph: never changed, and safe to run also when it was never validated.</summary>
internal sealed class FlowGraph
{
    private readonly FrozenDictionary<string, FlowNode> _byId;
    private readonly FrozenDictionary<(string Source, string? Handle), FlowEdge> _exits;

    /// <summary>Joins nodes and edges. Of those with the same id or exit the first counts; <see cref="FlowValidator"/> tells of the others.</summary>
    internal FlowGraph(ImmutableArray<FlowNode> nodes, ImmutableArray<FlowEdge> edges)
    {
        Nodes = nodes;
        Edges = edges;
        _byId = nodes.DistinctBy(node => node.Id).ToFrozenDictionary(node => node.Id, StringComparer.Ordinal);
        _exits = edges.DistinctBy(edge => (edge.Source, edge.SourceHandle)).ToFrozenDictionary(edge => (edge.Source, edge.SourceHandle));
    }

    /// <summary>The nodes in the order of the JSON.</summary>
    public ImmutableArray<FlowNode> Nodes { get; }

    /// <summary>The edges in the order of the JSON.</summary>
    public ImmutableArray<FlowEdge> Edges { get; }

    /// <summary>Compiles a graph in React Flow's shape; members that nobody knows (position, style) are ignored.</summary>
    /// <exception cref="ProblemException"><c>flow_malformed</c> (400) with the position of each error.</exception>
    public static FlowGraph Parse(string graphJson) => FlowGraphParser.Parse(graphJson);

    /// <summary>The node of an id, or null.</summary>
    public FlowNode? Node(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The edge that leaves a node by an exit, or null.</summary>
    public FlowEdge? Exit(FlowNode node, string? handle) => _exits.GetValueOrDefault((node.Id, handle));
}
