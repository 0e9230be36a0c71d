using OrleansWa.Contracts;
using OrleansWa.Grains.Flows;

namespace OrleansWa.Rules.Tests.Flows;

public sealed class FlowGraphTests
{
    [Fact]
    public void Parse_OfReactFlowsShape_IgnoresWhatItDoesNotKnow()
    {
        var graph = FlowGraph.Parse("""
            {"viewport":{"x":1},"nodes":[
              {"id":"t","type":"trigger","position":{"x":1,"y":2},"width":10,"selected":false,"data":{"trigger":"any_message","label":"Início","color":7}},
              {"id":"fim","type":"end"}],
             "edges":[{"id":"e","source":"t","sourceHandle":"","target":"fim","targetHandle":null,"style":{"stroke":"#fff"}}]}
            """);

        graph.Nodes.Select(node => node.Id).ShouldBe(["t", "fim"]);
        graph.Edges.ShouldBe([new FlowEdge(0, "e", "t", null, "fim")]);
        FlowValidator.Validate(graph).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "graph")]
    [InlineData("{", "graph")]
    [InlineData("{} {}", "graph")]
    [InlineData("""{"nodes":[],"nodes":[],"edges":[]}""", "graph")]
    [InlineData("null", "nodes", "edges")]
    [InlineData("[]", "nodes", "edges")]
    [InlineData("{}", "nodes", "edges")]
    [InlineData("""{"nodes":{},"edges":[]}""", "nodes")]
    [InlineData("""{"nodes":[7],"edges":[null]}""", "nodes[0]", "edges[0]")]
    [InlineData("""{"nodes":[{"id":"a"}],"edges":[{"id":"e"}]}""", "nodes[0].type", "edges[0].source", "edges[0].target")]
    [InlineData("""{"nodes":[{"id":"","type":"end"}],"edges":[]}""", "nodes[0].id")]
    [InlineData("""{"nodes":[{"id":{},"type":"end"}],"edges":[]}""", "nodes[0].id")]
    [InlineData("""{"nodes":[{"id":"a","type":"end","data":[]}],"edges":[]}""", "nodes[0].data")]
    [InlineData("""{"nodes":[{"id":"a","type":"message","data":{"message":"oi"}}],"edges":[]}""", "nodes[0].data.message")]
    [InlineData("""{"nodes":[{"id":"a","type":"message","data":{"message":{"type":5}}}],"edges":[]}""", "nodes[0].data.message.type")]
    [InlineData("""{"nodes":[{"id":"a","type":"ask","data":{"message":{"type":"text","text":"oi"}}}],"edges":[]}""", "nodes[0].data.message.text")]
    [InlineData("""{"nodes":[{"id":"a","type":"ask","data":{"variable":[]}}],"edges":[]}""", "nodes[0].data.variable")]
    [InlineData("""{"nodes":[{"id":"a","type":"trigger","data":{"keywords":"oi"}}],"edges":[]}""", "nodes[0].data.keywords")]
    [InlineData("""{"nodes":[{"id":"a","type":"trigger","data":{"keywords":["oi",{}]}}],"edges":[]}""", "nodes[0].data.keywords[1]")]
    [InlineData("""{"nodes":[{"id":"a","type":"condition","data":{"left":{}}}],"edges":[]}""", "nodes[0].data.left")]
    [InlineData("""{"nodes":[{"id":"a","type":"message","data":{"message":{"type":"text","text":{"body":"\ud83d"}}}}],"edges":[]}""",
        "nodes[0].data.message.text.body")]
    [InlineData("""{"nodes":[],"edges":[{"\udc00":1}]}""", "graph")]
    public void Parse_OfAMalformedGraph_NamesEachPosition(string json, params string[] positions)
    {
        var problem = Should.Throw<ProblemException>(() => FlowGraph.Parse(json));

        problem.Kind.ShouldBe(ProblemKind.Invalid);
        problem.Code.ShouldBe("flow_malformed");
        problem.Errors.Select(error => error.Field).ShouldBe(positions);
    }

    [Fact]
    public void Parse_OfAGraphNestedTooDeep_IsMalformed() =>
        Refusal($$"""{"nodes":[],"edges":[],"x":{{new string('[', 1_000)}}{{new string(']', 1_000)}}}""").ShouldBe(["graph"]);

    [Fact]
    public void Parse_AtItsLimits_IsExact()
    {
        string[] Ends(int count) => [.. Enumerable.Range(0, count).Select(i => Some.End($"n{i}"))];
        string[] Edges(int count) => [.. Enumerable.Range(0, count).Select(i => $$"""{"source":"n{{i}}","target":"n0"}""")];

        FlowGraph.Parse(Some.Graph(Ends(500), Edges(2_000))).Edges.Length.ShouldBe(2_000);
        Refusal(Some.Graph(Ends(501), [])).ShouldBe(["nodes"]);
        Refusal(Some.Graph([], Edges(2_001))).ShouldBe(["edges"]);

        var empty = Some.Graph([], []);
        FlowGraph.Parse(empty.PadRight(256 * 1024)).Nodes.ShouldBeEmpty();
        Refusal(empty.PadRight((256 * 1024) + 1)).ShouldBe(["graph"]);
    }

    [Fact]
    public void Parse_WithAThousandErrors_ListsTheFirstHundred()
    {
        var nodes = string.Join(",", Enumerable.Repeat("0", 500));

        Refusal($$"""{"nodes":[{{nodes}}],"edges":[]}""").Length.ShouldBe(100);
    }

    private static string[] Refusal(string json) => [.. Should.Throw<ProblemException>(() => FlowGraph.Parse(json)).Errors.Select(e => e.Field)];
}
