using OrleansWa.Grains.Flows;

namespace OrleansWa.Rules.Tests.Flows;

public sealed class FlowValidatorTests
{
    [Fact]
    public void Validate_WithoutATrigger_SaysSoOnce() =>
        Faults([Some.Message("a"), Some.End("b")], [Some.Edge("a", "b")]).ShouldBe(["nodes"]);

    [Fact]
    public void Validate_OfAnEmptyGraph_MissesTheTrigger() => Faults([], []).ShouldBe(["nodes"]);

    [Fact]
    public void Validate_OfAnUnknownType_NamesIt() =>
        Faults([Some.Trigger(), Some.Node("a", "teleport", "{}")], [Some.Edge("t", "a"), Some.Edge("a", "a", "left")]).ShouldContain("nodes[1].type");

    [Fact]
    public void Validate_OfEdgesFromOrToNothing_NamesTheEnd() =>
        Faults([Some.Trigger(), Some.End("a")], [Some.Edge("t", "a"), Some.Edge("x", "a"), Some.Edge("a", "y")])
            .ShouldBe(["edges[1].source", "edges[2].sourceHandle", "edges[2].target"]);

    [Theory]
    [InlineData("message", "{}", "data.message")]
    [InlineData("message", """{"message":{}}""", "data.message")]
    [InlineData("message", """{"message":{"type":"text"}}""", "data.message")]
    [InlineData("trigger", "{}", "data.trigger")]
    [InlineData("trigger", """{"trigger":"moon"}""", "data.trigger")]
    [InlineData("trigger", """{"trigger":"keyword"}""", "data.keywords")]
    [InlineData("trigger", """{"trigger":"keyword","keywords":["oi"," "]}""", "data.keywords[1]")]
    [InlineData("trigger", """{"trigger":"keyword","keywords":["oi"],"match":"nearly"}""", "data.match")]
    [InlineData("condition", """{"left":"{{input.text}}","right":"a"}""", "data.operator")]
    [InlineData("condition", """{"left":"{{input.text}}","right":"a","operator":"like"}""", "data.operator")]
    [InlineData("condition", """{"right":"a","operator":"equals"}""", "data.left")]
    [InlineData("condition", """{"left":"{{input.text}}","operator":"equals"}""", "data.right")]
    public void Validate_WhenDataIsMissing_NamesIt(string type, string data, string member)
    {
        var graph = Some.Graph([Some.Trigger(), Some.Node("a", type, data)], [Some.Edge("t", "a")]);

        FlowValidator.Validate(FlowGraph.Parse(graph)).Select(fault => fault.Field).ShouldContain($"nodes[1].{member}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("1a")]
    [InlineData("a b")]
    [InlineData("a.b")]
    [InlineData("contact.name")]
    [InlineData("a{{b")]
    public void Validate_OfAVariableThatCannotBeSet_NamesIt(string variable) =>
        Faults([Some.Trigger(), Some.Ask("a", variable), Some.End("b")], [Some.Edge("t", "a"), Some.Edge("a", "b")])
            .ShouldBe(["nodes[1].data.variable"]);

    [Fact]
    public void Validate_OfAConditionWithoutBothExits_NamesTheMissingOne()
    {
        var graph = FlowGraph.Parse(Some.Graph(
            [Some.Trigger(), Some.Condition("c", "{{input.text}}", "equals", "a"), Some.End("b")],
            [Some.Edge("t", "c"), Some.Edge("c", "b", "true"), Some.Edge("c", "b", "maybe"), Some.Edge("c", "b")]));

        var faults = FlowValidator.Validate(graph);

        faults.Select(fault => fault.Field).ShouldBe(["edges[2].sourceHandle", "edges[3].sourceHandle", "nodes[1]"]);
        faults[^1].Message.ShouldContain("'false'");
    }

    [Fact]
    public void Validate_OfATriggerOrAskThatLeadsNowhere_NamesIt() =>
        Faults([Some.Trigger(), Some.Trigger("t2"), Some.Ask("a", "x")], [Some.Edge("t", "a")]).ShouldBe(["nodes[1]", "nodes[2]"]);

    [Fact]
    public void Validate_OfTwoEdgesFromOneExit_NamesTheSecond() =>
        Faults([Some.Trigger(), Some.End("a"), Some.End("b")], [Some.Edge("t", "a"), Some.Edge("t", "b")]).ShouldContain("edges[1]");

    [Fact]
    public void Validate_OfAnEdgeIntoATrigger_NamesIt() =>
        Faults([Some.Trigger(), Some.Message("a")], [Some.Edge("t", "a"), Some.Edge("a", "t")]).ShouldContain("edges[1].target");

    [Fact]
    public void Validate_OfUnreachableNodes_NamesEach() =>
        Faults([Some.Trigger(), Some.End("a"), Some.Message("b"), Some.End("c")], [Some.Edge("t", "a"), Some.Edge("b", "c")])
            .ShouldBe(["nodes[2]", "nodes[3]"]);

    [Fact]
    public void Validate_OfALoopWithoutAWait_NamesItOnce()
    {
        var graph = FlowGraph.Parse(Some.Graph(
            [Some.Trigger(), Some.Message("a"), Some.Condition("b", "{{input.text}}", "equals", "a"), Some.End("fim")],
            [Some.Edge("t", "a"), Some.Edge("a", "b"), Some.Edge("b", "a", "true"), Some.Edge("b", "fim", "false")]));

        var fault = FlowValidator.Validate(graph).ShouldHaveSingleItem();

        fault.Field.ShouldBe("nodes[1]");
        fault.Message.ShouldContain("'a', 'b'");
    }

    [Fact]
    public void Validate_OfTwoLoops_NamesBoth() =>
        Faults(
            [Some.Trigger(), Some.Message("a"), Some.Condition("c", "{{input.text}}", "equals", "a"), Some.Message("b")],
            [Some.Edge("t", "c"), Some.Edge("c", "a", "true"), Some.Edge("c", "b", "false"), Some.Edge("a", "a"), Some.Edge("b", "b")])
            .ShouldBe(["nodes[1]", "nodes[3]"]);

    [Fact]
    public void Validate_OfALoopWithAnAsk_IsFine() =>
        Faults(
            [Some.Trigger(), Some.Ask("a", "x"), Some.Condition("c", "{{x}}", "is_empty", ""), Some.End("fim")],
            [Some.Edge("t", "a"), Some.Edge("a", "c"), Some.Edge("c", "a", "true"), Some.Edge("c", "fim", "false")]).ShouldBeEmpty();

    [Fact]
    public void Validate_OfDuplicateIds_NamesTheSecond() =>
        Faults(
            [Some.Trigger(), Some.Message("a"), Some.End("a"), Some.End("b")],
            ["""{"id":"e","source":"t","target":"a"}""", """{"id":"e","source":"a","target":"b"}"""]).ShouldBe(["nodes[2].id", "edges[1].id", "nodes[2]"]);

    [Fact]
    public void Validate_OfAVariableThatNothingBeforeSets_NamesTheText() =>
        Faults(
            [Some.Trigger(), Some.Message("m", "{{depois}} {{contact.name}} {{nunca}}"), Some.Ask("a", "depois", "{{depois}}?"), Some.End("b")],
            [Some.Edge("t", "m"), Some.Edge("m", "a"), Some.Edge("a", "b")])
            .ShouldBe(["nodes[1].data.message.text.body", "nodes[1].data.message.text.body", "nodes[2].data.message.text.body"]);

    [Fact]
    public void Validate_OfAVariableSetOnOneWayOnly_IsFine() =>
        Faults(
            [Some.Trigger(), Some.Condition("c", "{{input.text}}", "equals", "a"), Some.Ask("a", "x"), Some.Message("m", "{{x}} {{x.id}}")],
            [Some.Edge("t", "c"), Some.Edge("c", "a", "true"), Some.Edge("c", "m", "false"), Some.Edge("a", "m")]).ShouldBeEmpty();

    [Fact]
    public void Validate_OfAVariableSetLaterInALoop_IsFine() =>
        Faults(
            [Some.Trigger(), Some.Message("m", "antes: {{x}}"), Some.Ask("a", "x")],
            [Some.Edge("t", "m"), Some.Edge("m", "a"), Some.Edge("a", "m")]).ShouldBeEmpty();

    [Fact]
    public void Validate_OfTextsOverTheirLimits_NamesThem()
    {
        var long300 = new string('a', 300);
        Faults(
            [Some.Keyword(long300), Some.Condition("c", long300, "equals", long300), Some.Message("m", new string('a', 16 * 1024)), Some.End("b")],
            [Some.Edge("t", "c"), Some.Edge("c", "m", "true"), Some.Edge("c", "b", "false")])
            .ShouldBe(["nodes[0].data.keywords[0]", "nodes[1].data.left", "nodes[1].data.right", "nodes[2].data.message"]);
    }

    [Fact]
    public void Validate_WithManyFaults_ListsTheFirstHundred() =>
        Faults([.. Enumerable.Range(0, 400).Select(i => Some.Node($"n{i}", "message", "{}"))], []).Length.ShouldBe(100);

    private static string[] Faults(string[] nodes, string[] edges) =>
        [.. FlowValidator.Validate(FlowGraph.Parse(Some.Graph(nodes, edges))).Select(fault => fault.Field)];
}
