using System.Text.Json.Nodes;
using OrleansWa.Grains.Flows;

namespace OrleansWa.Rules.Tests.Flows;

/// <summary>Plays a conversation and writes it down: what the contact says behind <c>&gt;</c>, what the flow sends, how it ends in brackets.</summary>
internal sealed class Transcript(params PublishedFlow[] flows)
{
    private readonly List<string> _lines = [];
    private FlowExecution? _execution;

    public string Text => string.Join('\n', _lines);

    public FlowExecution? Execution => _execution;

    public Transcript Say(string text) => Hear(Some.Said(text), text);

    public Transcript Tap(string id, string title) => Hear(Some.Said(title, id, "interactive"), $"[{title}]");

    private Transcript Hear(FlowInput input, string shown)
    {
        _lines.Add($"> {shown}");
        if (StepOf(input) is not { } step)
        {
            _lines.Add("(nothing)");
            return this;
        }

        _lines.AddRange(step.Effects.Select(Shown));
        _lines.AddRange(step.Ended is { } end ? [$"({end.Reason} at {end.NodeId})"] : []);
        _execution = step.Next;
        return this;
    }

    private FlowStep? StepOf(FlowInput input)
    {
        if (_execution is { } execution)
        {
            return FlowEngine.Resume(flows.Single(flow => flow.FlowId == execution.FlowId).Graph, execution, Some.Maria, input, Some.Now);
        }

        return FlowTriggers.Match(flows, input) is var (flow, trigger)
            ? FlowEngine.Start(flow, trigger, Some.Maria, input, Some.Now)
            : null;
    }

    private static string Shown(FlowEffect effect)
    {
        var content = effect.ShouldBeOfType<SendMessageEffect>().Content;
        var json = JsonNode.Parse(content.Json)!;
        return content.Type == "text"
            ? json["body"]!.GetValue<string>()
            : $"{json["body"]!["text"]} {string.Join(' ', json["action"]!["buttons"]!.AsArray().Select(button => $"[{button!["reply"]!["title"]}]"))}";
    }
}
