using OrleansWa.Contracts.Flows;
using OrleansWa.Grains.State;

namespace OrleansWa.Grains.Flows;

/// <summary>Stored state of a flow. Its graphs are rows, by version.</summary>
[StateSchema(1)]
internal sealed record FlowState
{
    /// <summary>Name for people.</summary>
    public string Name { get; init; } = "";

    /// <summary>Higher is asked first.</summary>
    public int Priority { get; init; }

    /// <summary>Version of the draft; 0 until the flow exists.</summary>
    public int DraftVersion { get; init; }

    /// <summary>Version that new conversations start with.</summary>
    public int? PublishedVersion { get; init; }

    /// <summary>Last save or publish.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>What lists show: everything but the graph.</summary>
    public FlowView View(string flowId, string graphJson = "") =>
        new(flowId, Name, Priority, DraftVersion, PublishedVersion, graphJson, UpdatedAt);
}
