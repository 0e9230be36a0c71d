using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using OrleansWa.Contracts;
using OrleansWa.Grains.Flows;

namespace OrleansWa.Rules.Tests.Flows;

public sealed class FlowPropertyTests
{
    private static readonly Arbitrary<int> Seeds = Arb.From(Gen.Choose(0, int.MaxValue));
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(300);

    [Fact]
    public void Validate_OfAValidGraph_FindsNothing() =>
        Holds(seed => FlowValidator.Validate(FlowGraph.Parse(RandomGraphs.Valid(seed).ToJsonString())).ShouldBeEmpty());

    [Fact]
    public void Validate_OfAValidGraphWithOneFault_NamesItsPosition() => Holds(seed =>
    {
        var (graph, position) = RandomGraphs.Broken(seed);

        FlowValidator.Validate(FlowGraph.Parse(graph.ToJsonString())).Select(fault => fault.Field).ShouldContain(position);
    });

    [Fact]
    public void Engine_OnAValidGraph_StaysWithinItsLimitsAndNeverFindsItBroken() => Holds(seed =>
    {
        var ends = Play(RandomGraphs.Valid(seed), seed).Select(step => step.Ended?.Reason).OfType<string>();

        ends.ShouldBeSubsetOf(["completed", "variables_too_large", "effects_limit"]);
    });

    [Fact]
    public void Engine_OnAnyGraphThatParses_NeverThrowsAndStaysWithinItsLimits() => Holds(seed =>
    {
        foreach (var step in Play(RandomGraphs.Wild(seed), seed))
        {
            (step.Next is null).ShouldBe(step.Ended is not null);
            step.Effects.Length.ShouldBeLessThanOrEqualTo(50);
            step.Effects.OfType<SendMessageEffect>().Sum(send => send.Content.Json.Length).ShouldBeLessThanOrEqualTo(32 * 1024);
            (step.Next?.Variables.SizeBytes ?? 0).ShouldBeLessThanOrEqualTo(16 * 1024);
        }
    });

    [Fact]
    public void Engine_OnAGraphThatTheValidatorAccepts_NeverFindsItBrokenNorRunsAway()
    {
        var (accepted, refused) = (0, 0);
        Holds(seed =>
        {
            var graph = RandomGraphs.Rewired(seed);
            var isValid = FlowValidator.Validate(FlowGraph.Parse(graph.ToJsonString())).IsEmpty;
            (accepted, refused) = isValid ? (accepted + 1, refused) : (accepted, refused + 1);
            if (isValid)
            {
                Play(graph, seed).ShouldAllBe(step => step.Ended == null || (step.Ended.Reason != "flow_broken" && step.Ended.Reason != "step_limit"));
            }
        });

        // Otherwise the property speaks of nothing.
        accepted.ShouldBeGreaterThan(25);
        refused.ShouldBeGreaterThan(25);
    }

    [Fact]
    public void Parse_OfADamagedGraph_EitherParsesOrNamesAPosition() => Holds(seed =>
    {
        var damaged = Damage(RandomGraphs.Valid(seed).ToJsonString(), new Random(seed));
        try
        {
            FlowValidator.Validate(FlowGraph.Parse(damaged));
        }
        catch (ProblemException problem)
        {
            problem.Code.ShouldBe("flow_malformed");
            problem.Errors.ShouldAllBe(error => error.Field.Length > 0 && error.Message.Length > 0);
        }
    });

    private static void Holds(Action<int> property) => Prop.ForAll(Seeds, property).Check(Many);

    /// <summary>Ten messages; the execution goes through its stored form between them, as it does in production.</summary>
    private static List<FlowStep> Play(JsonObject json, int seed)
    {
        var random = new Random(seed);
        var flow = Some.Flow(json.ToJsonString());
        var steps = new List<FlowStep> { FlowEngine.Start(flow, "t", Some.Maria, RandomGraphs.Input(random), Some.Now) };
        while (steps is [.., { Next: { } next }] && steps.Count < 10)
        {
            var stored = JsonSerializer.Deserialize<FlowExecution>(JsonSerializer.Serialize(next))!;
            steps.Add(FlowEngine.Resume(flow.Graph, stored, Some.Maria, RandomGraphs.Input(random), Some.Now));
        }

        return steps;
    }

    private static string Damage(string json, Random random)
    {
        const string Dirt = "{}[]\",:\\0anul\ud83dé ";
        var at = random.Next(json.Length);
        return random.Next(3) switch
        {
            0 => json[..at],
            1 => json.Remove(at, Math.Min(random.Next(1, 20), json.Length - at)),
            _ => json.Insert(at, Dirt[random.Next(Dirt.Length)].ToString()),
        };
    }
}
