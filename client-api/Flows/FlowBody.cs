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

    public static SaveFlow Read(BodyCheck check, string? name, int? priority, FlowGraph? graph)
    {
        var text = check.Required("name", name, NameLengthMax);
        if (priority is < -PriorityMax or > PriorityMax)
        {
            check.Add("priority", $"From -{PriorityMax} to {PriorityMax}.");
        }

        var json = Graph(check, graph);
        check.ThrowIfInvalid();
        return new SaveFlow(text, priority ?? 0, json!);
    }

    private static string? Graph(BodyCheck check, FlowGraph? graph)
    {
        if (graph is null)
        {
            check.Add("graph", "This member is required.");
            return null;
        }

        List(check, "graph.nodes", graph.Nodes);
        List(check, "graph.edges", graph.Edges);
        var json = CanonicalJson.Write(JsonSerializer.SerializeToElement(graph, ApiJson.Stored));
        if (json is null)
        {
            check.Add("graph", "Holds a NUL character or half a surrogate pair.");
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
