using System.Text.Json.Nodes;
using OrleansWa.Grains.Flows;

namespace OrleansWa.Rules.Tests.Flows;

/// <summary>Named test data.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    public static readonly FlowContext Maria = new("Maria José", "5511987654321", "c1", "recepcao");

    public static FlowInput Said(string? text, string? choiceId = null, string type = "text") => new(text, choiceId, "m1", type);

    public static PublishedFlow Flow(string graphJson, string id = "f", int priority = 0) => new(id, 1, priority, FlowGraph.Parse(graphJson));

    public static string Graph(string[] nodes, string[] edges) => $$"""{"nodes":[{{string.Join(",", nodes)}}],"edges":[{{string.Join(",", edges)}}]}""";

    public static string Trigger(string id = "t") => Node(id, "trigger", """{"trigger":"any_message"}""");

    public static string Keyword(string keyword, string match = "exact") =>
        Node("t", "trigger", new JsonObject { ["trigger"] = "keyword", ["keywords"] = new JsonArray(keyword), ["match"] = match }.ToJsonString());

    public static string Message(string id, string body = "olá") => Node(id, "message", $$"""{"message":{{Text(body)}}}""");

    public static string Ask(string id, string variable, string body = "?") =>
        Node(id, "ask", $$"""{"variable":"{{variable}}","message":{{Text(body)}}}""");

    public static string Condition(string id, string left, string @operator, string right) => Node(
        id, "condition", new JsonObject { ["left"] = left, ["operator"] = @operator, ["right"] = right }.ToJsonString());

    public static string End(string id) => Node(id, "end", "{}");

    public static string Node(string id, string type, string data) => $$"""{"id":"{{id}}","type":"{{type}}","data":{{data}}}""";

    public static string Edge(string source, string target, string? handle = null) => new JsonObject
    {
        ["id"] = $"{source}-{handle}-{target}",
        ["source"] = source,
        ["sourceHandle"] = handle,
        ["target"] = target,
    }.ToJsonString();

    private static string Text(string body) =>
        new JsonObject { ["type"] = "text", ["text"] = new JsonObject { ["body"] = body } }.ToJsonString();
}
