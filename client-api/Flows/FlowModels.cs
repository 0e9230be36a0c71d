using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using OrleansWa.ClientApi.Json;
using OrleansWa.Contracts.Flows;

namespace OrleansWa.ClientApi.Flows;

/// <summary>
/// Creates a flow with its first draft. The graph is given as <c>graph</c>, or its members stand beside the name, as React Flow's
/// <c>toObject()</c> gives them.
/// </summary>
/// <param name="Id">1 to 63 lower-case letters, digits, <c>_</c> or <c>-</c>; drawn when left out.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Priority">Higher is asked first when several flows match; 0 by default.</param>
/// <param name="Graph">The graph in React Flow's shape: <c>{"nodes":[{id,type,data}],"edges":[{id,source,sourceHandle?,target}]}</c>.</param>
/// <param name="Nodes">Nodes, where there is no <c>graph</c>.</param>
/// <param name="Edges">Edges, where there is no <c>graph</c>.</param>
/// <param name="Viewport">Where the editor looked, where there is no <c>graph</c>.</param>
public sealed record CreateFlowRequest(
    string? Id,
    [property: Required] string? Name,
    int? Priority,
    FlowGraph? Graph,
    IReadOnlyList<JsonElement>? Nodes,
    IReadOnlyList<JsonElement>? Edges,
    JsonElement? Viewport);

/// <summary>Replaces a flow's draft; the graph as in creating it.</summary>
/// <param name="Name">Name for people.</param>
/// <param name="Priority">Higher is asked first; 0 by default.</param>
/// <param name="Graph">The graph in React Flow's shape.</param>
/// <param name="Nodes">Nodes, where there is no <c>graph</c>.</param>
/// <param name="Edges">Edges, where there is no <c>graph</c>.</param>
/// <param name="Viewport">Where the editor looked, where there is no <c>graph</c>.</param>
public sealed record SaveFlowRequest(
    [property: Required] string? Name,
    int? Priority,
    FlowGraph? Graph,
    IReadOnlyList<JsonElement>? Nodes,
    IReadOnlyList<JsonElement>? Edges,
    JsonElement? Viewport);

/// <summary>A graph as React Flow's <c>toObject()</c> gives it.</summary>
/// <param name="Nodes">Nodes with <c>id</c>, <c>type</c>, <c>data</c>; what the editor adds (e.g. <c>position</c>) is kept.</param>
/// <param name="Edges">Edges with <c>id</c>, <c>source</c>, <c>target</c> and, where a node has several ways out, <c>sourceHandle</c>.</param>
/// <param name="Viewport">Where the editor looked; kept.</param>
public sealed record FlowGraph(
    [property: Required] IReadOnlyList<JsonElement>? Nodes, [property: Required] IReadOnlyList<JsonElement>? Edges, JsonElement? Viewport = null);

/// <summary>A flow.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Priority">Higher is asked first.</param>
/// <param name="Status"><c>draft</c> until the draft is published, then <c>published</c>.</param>
/// <param name="DraftVersion">Version of the draft; grows with each save.</param>
/// <param name="PublishedVersion">Version that new conversations start with; null while there is none.</param>
/// <param name="Graph">Graph of the draft; null in lists.</param>
/// <param name="UpdatedAt">Last save or publish.</param>
public sealed record FlowResponse(
    string Id, string Name, int Priority, string Status, int DraftVersion, int? PublishedVersion, JsonElement? Graph, DateTimeOffset UpdatedAt)
{
    internal static FlowResponse From(FlowView flow) => new(
        flow.Id,
        flow.Name,
        flow.Priority,
        flow.PublishedVersion == flow.DraftVersion ? "published" : "draft",
        flow.DraftVersion,
        flow.PublishedVersion,
        flow.GraphJson is { Length: > 0 } json ? CanonicalJson.Read(json) : null,
        flow.UpdatedAt);
}
