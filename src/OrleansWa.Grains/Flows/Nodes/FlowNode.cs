using System.Collections.Immutable;
using OrleansWa.Contracts;

namespace OrleansWa.Grains.Flows.Nodes;

/// <summary>One node of a graph: what it needs, what it means for its neighbours, and what it does. Pure; one class per type.</summary>
/// <remarks>
/// A new type is a class and a line in <see cref="FlowNodeTypes"/>. Parsing accepts missing data, because drafts are saved half done; so
/// <see cref="Enter"/> must say <see cref="FlowEndReasons.FlowBroken"/> where <see cref="Faults"/> would complain, and never throw.
/// </remarks>
internal abstract class FlowNode(FlowNodeSource source)
{
    /// <summary>Its id.</summary>
    public string Id { get; } = source.Id;

    /// <summary>Its place in the graph, for positions such as <c>nodes[3]</c>.</summary>
    public int Index { get; } = source.Index;

    /// <summary>Whether flows start here; no edge may lead to it.</summary>
    public virtual bool IsTrigger => false;

    /// <summary>Whether an execution stops here until something comes in.</summary>
    public virtual bool Waits => false;

    /// <summary>Its ways out.</summary>
    public virtual ImmutableArray<FlowExit> Exits => [FlowExit.Optional];

    /// <summary>Variables that are set once an execution has passed it.</summary>
    public virtual ImmutableArray<string> Sets => [];

    /// <summary>Texts that may hold variables, each with its position.</summary>
    public virtual IEnumerable<(string Position, string Text)> Texts => [];

    /// <summary>What is missing or wrong in its own data.</summary>
    public virtual IEnumerable<FieldError> Faults() => [];

    /// <summary>What happens when an execution comes here.</summary>
    public abstract NodeResult Enter(NodeTurn turn);

    /// <summary>What happens when an execution that waits here gets the contact's next message.</summary>
    public virtual NodeResult Resume(NodeTurn turn) => NodeResult.End(turn, FlowEndReasons.FlowBroken);

    /// <summary>Its position in the graph, or that of one of its members, e.g. <c>data.message</c>.</summary>
    public string At(string? member = null) => member is null ? $"nodes[{Index}]" : $"nodes[{Index}].{member}";

    /// <summary>A fault at one of its members.</summary>
    protected FieldError Fault(string? member, string message) => new(At(member), message);
}
