using System.Text.Json.Nodes;
using OrleansWa.Grains.Flows;

namespace OrleansWa.Rules.Tests.Flows;

public sealed class FlowEngineTests
{
    [Fact]
    public void Start_IsPure()
    {
        var first = FlowEngine.Start(ClinicFlow.Published, "inicio", Some.Maria, Some.Said("oi"), Some.Now);
        var second = FlowEngine.Start(ClinicFlow.Published, "inicio", Some.Maria, Some.Said("oi"), Some.Now);

        second.Next.ShouldBe(first.Next);
        second.Effects.ShouldBe(first.Effects);
    }

    [Fact]
    public void Start_WhenNothingFollowsANode_IsCompletedThere() =>
        Start([Some.Trigger(), Some.Message("a")], [Some.Edge("t", "a")]).Ended.ShouldBe(new FlowEnd("completed", "a"));

    [Fact]
    public void Start_WithOneHundredNodes_Runs()
    {
        var step = Chain(conditions: 98);

        step.Ended.ShouldBe(new FlowEnd("completed", "fim"));
    }

    [Fact]
    public void Start_WithOneMore_EndsAtTheStepLimit()
    {
        var step = Chain(conditions: 99);

        step.Next.ShouldBeNull();
        step.Ended.ShouldBe(new FlowEnd("step_limit", "c98"));
    }

    [Fact]
    public void Start_InALoopThatOnlyThinks_EndsAtTheStepLimit()
    {
        var step = Start([Some.Trigger(), Some.Condition("c", "a", "equals", "b")], [Some.Edge("t", "c"), Some.Edge("c", "c", "false")]);

        step.Ended.ShouldBe(new FlowEnd("step_limit", "c"));
    }

    [Fact]
    public void Start_InALoopThatSends_SendsFiftyAndEnds()
    {
        var step = Start([Some.Trigger(), Some.Message("a")], [Some.Edge("t", "a"), Some.Edge("a", "a")]);

        step.Effects.Length.ShouldBe(50);
        step.Ended.ShouldBe(new FlowEnd("effects_limit", "a"));
    }

    [Fact]
    public void Start_WithMessagesTooLargeForOneTurn_EndsAtTheEffectsLimit()
    {
        var long4000 = new string('a', 4_000);
        var step = Start([Some.Trigger(), Some.Message("a", long4000)], [Some.Edge("t", "a"), Some.Edge("a", "a")]);

        step.Effects.Length.ShouldBe(8);
        step.Ended.ShouldBe(new FlowEnd("effects_limit", "a"));
    }

    [Fact]
    public void Resume_CountsStepsAnewForEachTurn_AndAllOfThemInTheExecution()
    {
        var flow = Some.Flow(Some.Graph([Some.Trigger(), Some.Ask("a", "x")], [Some.Edge("t", "a"), Some.Edge("a", "a")]));
        var step = FlowEngine.Start(flow, "t", Some.Maria, Some.Said("oi"), Some.Now);
        for (var i = 0; i < 300; i++)
        {
            step = FlowEngine.Resume(flow.Graph, step.Next.ShouldNotBeNull(), Some.Maria, Some.Said($"{i}"), Some.Now);
        }

        step.Next.ShouldBe(new FlowExecution("f", 1, "a", FlowVariables.Empty.Set("x", "299"), Some.Now, 302));
    }

    [Fact]
    public void Resume_WhenTheAnswerOutgrowsTheVariables_EndsWithAReason()
    {
        var step = Answer(new string('é', 10_000));

        step.Effects.ShouldBeEmpty();
        step.Ended.ShouldBe(new FlowEnd("variables_too_large", "a"));
    }

    [Fact]
    public void Resume_AfterThirtyDays_EndsWithoutTakingTheMessage()
    {
        Answer("sim", after: TimeSpan.FromDays(30)).Next.ShouldNotBeNull();
        Answer("sim", after: TimeSpan.FromDays(30) + TimeSpan.FromTicks(1)).Ended.ShouldBe(new FlowEnd("lifetime", "a"));
    }

    [Fact]
    public void Resume_WithAPicture_LeavesAnEmptyAnswer()
    {
        var step = Answer(null);

        step.Next.ShouldNotBeNull().Variables["x"].ShouldBe("");
    }

    [Fact]
    public void Resume_WhenTypedAfterAnEarlierTap_ForgetsTheChoice()
    {
        var tapped = Answer("Sim", choiceId: "s").Next.ShouldNotBeNull();
        tapped.Variables["x.id"].ShouldBe("s");

        var typed = FlowEngine.Resume(AskTwice.Graph, tapped with { NodeId = "a" }, Some.Maria, Some.Said("não"), Some.Now);
        typed.Next.ShouldNotBeNull().Variables["x.id"].ShouldBeNull();
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("m")]
    public void Resume_AtANodeThatIsGoneOrNeverWaits_EndsAsBroken(string nodeId)
    {
        var flow = Some.Flow(Some.Graph([Some.Trigger(), Some.Message("m")], []));
        var execution = new FlowExecution("f", 1, nodeId, FlowVariables.Empty, Some.Now, 1);

        FlowEngine.Resume(flow.Graph, execution, Some.Maria, Some.Said("oi"), Some.Now).Ended.ShouldBe(new FlowEnd("flow_broken", nodeId));
    }

    [Theory]
    [InlineData("""{"id":"a","type":"message"}""")]
    [InlineData("""{"id":"a","type":"message","data":null}""")]
    [InlineData("""{"id":"a","type":"ask","data":{"variable":"x"}}""")]
    [InlineData("""{"id":"a","type":"ask","data":{"message":{"type":"text","text":{"body":"?"}}}}""")]
    [InlineData("""{"id":"a","type":"condition","data":{}}""")]
    [InlineData("""{"id":"a","type":"teleport","data":{}}""")]
    public void Start_AtAnIncompleteNode_EndsAsBroken(string node) =>
        Start([Some.Trigger(), node], [Some.Edge("t", "a")]).Ended.ShouldBe(new FlowEnd("flow_broken", "a"));

    [Fact]
    public void Start_AlongAnEdgeToNothing_EndsAsBroken() =>
        Start([Some.Trigger()], [Some.Edge("t", "gone")]).Ended.ShouldBe(new FlowEnd("flow_broken", "t"));

    [Fact]
    public void Start_WithEveryGivenName_FillsThemIn()
    {
        const string Body = "{{contact.name}}|{{contact.first_name}}|{{contact.phone}}|{{contact.id}}|{{conversation.channel}}"
            + "|{{input.text}}|{{input.id}}|{{input.type}}|{{contact.shoe_size}}|{{nobody}}";
        var flow = Some.Flow(Some.Graph([Some.Trigger(), Some.Message("a", Body)], [Some.Edge("t", "a")]));

        var step = FlowEngine.Start(flow, "t", Some.Maria, Some.Said("Sim", "s", "interactive"), Some.Now);

        BodyOf(step).ShouldBe("Maria José|Maria|5511987654321|c1|recepcao|Sim|s|interactive||");
    }

    [Fact]
    public void Start_WhenNothingIsKnownOfTheContact_FillsInNothing()
    {
        var flow = Some.Flow(Some.Graph([Some.Trigger(), Some.Message("a", "Olá {{contact.name}}{{contact.first_name}}!")], [Some.Edge("t", "a")]));

        BodyOf(FlowEngine.Start(flow, "t", new FlowContext(null, null), Some.Said(null), Some.Now)).ShouldBe("Olá !");
    }

    private static PublishedFlow AskTwice { get; } = Some.Flow(Some.Graph(
        [Some.Trigger(), Some.Ask("a", "x"), Some.Ask("b", "y")], [Some.Edge("t", "a"), Some.Edge("a", "b"), Some.Edge("b", "a")]));

    private static FlowStep Answer(string? text, string? choiceId = null, TimeSpan after = default)
    {
        var waiting = FlowEngine.Start(AskTwice, "t", Some.Maria, Some.Said("oi"), Some.Now).Next.ShouldNotBeNull();
        return FlowEngine.Resume(AskTwice.Graph, waiting, Some.Maria, Some.Said(text, choiceId), Some.Now + after);
    }

    private static FlowStep Chain(int conditions)
    {
        var ids = Enumerable.Range(0, conditions).Select(i => $"c{i}").ToList();
        var nodes = ids.Select(id => Some.Condition(id, "a", "equals", "A"));
        var edges = ids.Zip(ids.Skip(1).Append("fim"), (from, to) => Some.Edge(from, to, "true"));
        return Start([Some.Trigger(), .. nodes, Some.End("fim")], [Some.Edge("t", "c0"), .. edges]);
    }

    private static FlowStep Start(string[] nodes, string[] edges) =>
        FlowEngine.Start(Some.Flow(Some.Graph(nodes, edges)), "t", Some.Maria, Some.Said("oi"), Some.Now);

    private static string BodyOf(FlowStep step) =>
        JsonNode.Parse(step.Effects.ShouldHaveSingleItem().ShouldBeOfType<SendMessageEffect>().Content.Json)!["body"]!.GetValue<string>();
}
