using OrleansWa.Grains.Flows;

namespace OrleansWa.Rules.Tests.Flows;

public sealed class FlowTriggersTests
{
    [Theory]
    [InlineData("exact", "Olá Mundo", "  OLA   mundo\n", true)]
    [InlineData("exact", "ola mundo", "ólà mündo", true)]
    [InlineData("exact", "oi", "oi tudo bem", false)]
    [InlineData("exact", "oi", "", false)]
    [InlineData("exact", "oi", null, false)]
    [InlineData("contains", "consulta", "Quero marcar uma CONSULTA, por favor", true)]
    [InlineData("contains", "marcação", "marcacoes", false)]
    [InlineData("contains", "marca ção", "a Marca  Cao nova", true)]
    [InlineData("contains", "oi", null, false)]
    public void Match_ByKeyword_FoldsCaseAccentsAndBlanks(string match, string keyword, string? said, bool expected) =>
        (FlowTriggers.Match([Flow("f", 0, Some.Keyword(keyword, match))], Some.Said(said)) is not null).ShouldBe(expected);

    [Fact]
    public void Match_ByAnyMessage_TakesAlsoAPicture() =>
        FlowTriggers.Match([Flow("f", 0, Some.Trigger())], Some.Said(null, type: "image")).ShouldNotBeNull().TriggerNodeId.ShouldBe("t");

    [Fact]
    public void Match_WithoutFlows_IsNothing() => FlowTriggers.Match([], Some.Said("oi")).ShouldBeNull();

    [Fact]
    public void Match_PriorityGoesBeforeKeyword() => Winner(Flow("a", 1, Some.Keyword("oi")), Flow("b", 2, Some.Trigger())).ShouldBe("b");

    [Fact]
    public void Match_WithinOnePriority_KeywordGoesBeforeAnyMessage() =>
        Winner(Flow("a", 1, Some.Trigger()), Flow("b", 1, Some.Keyword("oi"))).ShouldBe("b");

    [Fact]
    public void Match_WhenAllIsEqual_TakesTheFirstIdInAnyOrderOfFlows()
    {
        Winner(Flow("b", 1, Some.Keyword("oi")), Flow("a", 1, Some.Keyword("oi"))).ShouldBe("a");
        Winner(Flow("a", 1, Some.Keyword("oi")), Flow("b", 1, Some.Keyword("oi"))).ShouldBe("a");
    }

    [Fact]
    public void Match_WithSeveralTriggersInOneFlow_NamesTheOneThatMatched()
    {
        var flow = Flow("f", 0, Some.Trigger("any"), Some.Keyword("oi"));

        FlowTriggers.Match([flow], Some.Said("oi"))!.Value.TriggerNodeId.ShouldBe("t");
        FlowTriggers.Match([flow], Some.Said("tchau"))!.Value.TriggerNodeId.ShouldBe("any");
    }

    private static string Winner(params PublishedFlow[] flows) => FlowTriggers.Match(flows, Some.Said("oi"))!.Value.Flow.FlowId;

    private static PublishedFlow Flow(string id, int priority, params string[] triggers) => Some.Flow(Some.Graph(triggers, []), id, priority);
}
