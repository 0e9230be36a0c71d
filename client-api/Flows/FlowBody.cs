using System.Text.Json;
using OrleansWa.ClientApi.Json;
using OrleansWa.Contracts.Flows;

namespace OrleansWa.ClientApi.Flows;

/// <summary>Checks what callers say of a flow. Whether its graph can run is decided when it is published.</summary>
internal static class FlowBody
{
    private const int NameLengthMax = 200;
    private const int NodesMax = 1_000;
    private const int PriorityMax = 1_000_000;

    public static SaveFlow Read(BodyCheck check, CreateFlowRequest body) =>
        Read(check, body.Name, body.Priority, body.Graph, new FlowGraph(body.Nodes, body.Edges, body.Viewport));

    public static SaveFlow Read(SaveFlowRequest body) =>
        Read(new BodyCheck(), body.Name, body.Priority, body.Graph, new FlowGraph(body.Nodes, body.Edges, body.Viewport));

    private static SaveFlow Read(BodyCheck check, string? name, int? priority, FlowGraph? graph, FlowGraph beside)
    {
        var text = check.Required("name", name, NameLengthMax);
        if (priority is < -PriorityMax or > PriorityMax)
        {
            check.Add("priority", $"From -{PriorityMax} to {PriorityMax}.");
        }

        if (graph is not null && (beside.Nodes ?? beside.Edges) is not null)
        {
            check.Add("graph", "Give the graph as this member or as nodes and edges beside the name, not both.");
        }

        var json = graph is null ? Graph(check, "", beside) : Graph(check, "graph.", graph);
        check.ThrowIfInvalid();
        return new SaveFlow(text, priority ?? 0, json!);
    }

    private static string? Graph(BodyCheck check, string at, FlowGraph graph)
    {
        List(check, at + "nodes", graph.Nodes);
        List(check, at + "edges", graph.Edges);
        var json = CanonicalJson.Write(graph);
        if (json is null)
        {
            check.Add(at + "nodes", "Holds a NUL character or half a surrogate pair.");
        }

        return json;
    }

    private static void List(BodyCheck check, string field, IReadOnlyList<JsonElement>? list)
    {
        if (list is null)
        {
            check.Add(field, "This member is required.");
        }
        else if (list.Count > NodesMax)
        {
            check.Add(field, $"At most {NodesMax} entries.");
        }
        else if (list.Any(item => item.ValueKind != JsonValueKind.Object))
        {
            check.Add(field, "Every entry must be an object.");
        }
    }
}
