using System.Text.Json.Nodes;
using OrleansWa.Grains.Flows;

namespace OrleansWa.Rules.Tests.Flows;

/// <summary>Graphs drawn from a seed: valid ones by construction, wild ones without any care, and valid ones with one fault put in.</summary>
internal static class RandomGraphs
{
    private static readonly string[] Operators =
        ["equals", "not_equals", "contains", "starts_with", "is_empty", "greater_than", "less_than"];

    /// <summary>A graph that the validator accepts: every edge without a wait leads forward, every variable is one of the given.</summary>
    public static JsonObject Valid(int seed)
    {
        var random = new Random(seed);
        var count = random.Next(1, 40);
        var nodes = new JsonArray(Trigger());
        var edges = new JsonArray(Edge("t", "n0"));
        for (var i = 0; i < count; i++)
        {
            AddNode(random, nodes, edges, i, isLast: i == count - 1);
        }

        return new JsonObject { ["nodes"] = nodes, ["edges"] = edges };
    }

    /// <summary>Nodes of all types, complete or not, with edges from anywhere to anywhere.</summary>
    public static JsonObject Wild(int seed)
    {
        var random = new Random(seed);
        var count = random.Next(0, 12);
        var nodes = new JsonArray([Trigger(), .. Enumerable.Range(0, count).Select(i => WildNode(random, i))]);
        var edges = new JsonArray([.. Enumerable.Range(0, random.Next(0, 30)).Select(_ => WildEdge(random, count))]);
        return new JsonObject { ["nodes"] = nodes, ["edges"] = edges };
    }

    /// <summary>A valid graph with some edges led elsewhere, also backwards: some stay valid, with loops in them.</summary>
    public static JsonObject Rewired(int seed)
    {
        var graph = Valid(seed);
        var (nodes, edges) = (graph["nodes"]!.AsArray(), graph["edges"]!.AsArray());
        var random = new Random(seed);
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            edges[random.Next(edges.Count)]!["target"] = $"n{random.Next(nodes.Count - 1)}";
        }

        return graph;
    }

    /// <summary>A valid graph with one fault put in, and the beginning of the position at which it must be reported.</summary>
    public static (JsonObject Graph, string Position) Broken(int seed)
    {
        var graph = Valid(seed);
        var (nodes, edges) = (graph["nodes"]!.AsArray(), graph["edges"]!.AsArray());
        var random = new Random(seed);
        var edge = random.Next(edges.Count);
        var node = random.Next(1, nodes.Count);
        switch (random.Next(9))
        {
            case 0:
                nodes[0]!["data"]!["trigger"] = "moon";
                return (graph, "nodes[0].data.trigger");
            case 1:
                edges[edge]!["target"] = "gone";
                return (graph, $"edges[{edge}].target");
            case 2:
                edges[edge]!["source"] = "gone";
                return (graph, $"edges[{edge}].source");
            case 3:
                nodes[node]!["type"] = "teleport";
                return (graph, $"nodes[{node}].type");
            case 4:
                nodes[node]!["id"] = "t";
                return (graph, $"nodes[{node}].id");
            case 5:
                nodes.Add(Node("island", "end", []));
                return (graph, $"nodes[{nodes.Count - 1}]");
            case 6:
                nodes[node]!["type"] = "message";
                nodes[node]!["data"] = new JsonObject { ["message"] = Text("{{nobody}}") };
                return (graph, $"nodes[{node}].data.message.text.body");
            case 7:
                edges[edge]!["sourceHandle"] = "sideways";
                return (graph, $"edges[{edge}].sourceHandle");
            default:
                edges.Add(edges[edge]!.DeepClone());
                return (graph, $"edges[{edges.Count - 1}]");
        }
    }

    /// <summary>What a contact may send next.</summary>
    public static FlowInput Input(Random random) => random.Next(5) switch
    {
        0 => Some.Said("sim", "id1", "interactive"),
        1 => Some.Said(null, type: "image"),
        2 => Some.Said(new string((char)random.Next(32, 0x3000), random.Next(0, 9_000))),
        3 => Some.Said("a\ud83d\0{{input.text}}"),
        _ => Some.Said(random.Next(100).ToString(System.Globalization.CultureInfo.InvariantCulture)),
    };

    private static void AddNode(Random random, JsonArray nodes, JsonArray edges, int i, bool isLast)
    {
        var next = $"n{i + 1}";
        var kind = isLast ? 0 : random.Next(1, 4);
        nodes.Add(kind switch
        {
            0 => Node($"n{i}", "end", []),
            1 => Node($"n{i}", "message", new JsonObject { ["message"] = Text("{{contact.name}} {{input.text}}") }),
            2 => Ask(i, "v"),
            _ => Condition(random, i),
        });
        switch (kind)
        {
            case 1 or 2:
                edges.Add(Edge($"n{i}", next));
                break;
            case 3:
                edges.Add(Edge($"n{i}", next, "true"));
                edges.Add(Edge($"n{i}", next, "false"));
                break;
            default:
                break;
        }
    }

    private static JsonObject WildNode(Random random, int i) => random.Next(7) switch
    {
        0 => Node($"n{i}", "end", []),
        1 => Node($"n{i}", "message", new JsonObject { ["message"] = Text(string.Concat(Enumerable.Repeat("{{v}}", random.Next(2_000)))) }),
        2 => Node($"n{i}", "message", []),
        3 => Node($"n{i}", "teleport", []),
        4 => Condition(random, i),
        5 => Node($"n{i}", "condition", new JsonObject { ["left"] = "{{v}}", ["operator"] = "greater_than" }),
        _ => Ask(i, $"v{random.Next(3)}"),
    };

    private static JsonObject WildEdge(Random random, int count) => Edge(
        random.Next(4) == 0 ? "t" : $"n{random.Next(count + 1)}",
        random.Next(8) == 0 ? "gone" : $"n{random.Next(count + 1)}",
        random.Next(3) switch { 0 => "true", 1 => "false", _ => null });

    private static JsonObject Trigger() => Node("t", "trigger", new JsonObject { ["trigger"] = "any_message" });

    private static JsonObject Ask(int i, string variable) =>
        Node($"n{i}", "ask", new JsonObject { ["variable"] = variable, ["message"] = Text("{{input.text}}?") });

    private static JsonObject Condition(Random random, int i) => Node($"n{i}", "condition", new JsonObject
    {
        ["left"] = "{{input.text}}",
        ["operator"] = Operators[random.Next(Operators.Length)],
        ["right"] = "50",
    });

    private static JsonObject Text(string body) => new() { ["type"] = "text", ["text"] = new JsonObject { ["body"] = body } };

    private static JsonObject Node(string id, string type, JsonObject data) => new() { ["id"] = id, ["type"] = type, ["data"] = data };

    private static JsonObject Edge(string source, string target, string? handle = null) =>
        new() { ["source"] = source, ["sourceHandle"] = handle, ["target"] = target };
}
