using System.Collections.Immutable;
using OrleansWa.Contracts;

namespace OrleansWa.Grains.Flows.Nodes;

/// <summary>Starts a flow: <c>{"trigger":"keyword","keywords":["oi"],"match":"exact"}</c> or <c>{"trigger":"any_message"}</c>.</summary>
internal sealed class TriggerNode : FlowNode
{
    private const string Keyword = "keyword";
    private const string AnyMessage = "any_message";
    private const string Exact = "exact";
    private const string Contains = "contains";

    private readonly string? _trigger;
    private readonly string _match;
    private readonly ImmutableArray<string> _keywords;
    private readonly ImmutableArray<string> _folded;

    /// <summary>Reads its data and folds its keywords, once for all messages.</summary>
    public TriggerNode(FlowNodeSource source)
        : base(source)
    {
        _trigger = source.Data.Text("trigger");
        _match = source.Data.Text("match") ?? Exact;
        _keywords = source.Data.Texts("keywords");
        _folded = [.. _keywords.Select(FlowText.Fold).Where(word => word.Length > 0)];
    }

    /// <inheritdoc/>
    public override bool IsTrigger => true;

    /// <inheritdoc/>
    public override ImmutableArray<FlowExit> Exits => [FlowExit.Required];

    /// <summary>Whether it asks for certain words, and so goes before one that takes any message.</summary>
    public bool IsKeyword => _trigger == Keyword;

    /// <summary>Whether it starts its flow for a message.</summary>
    /// <param name="foldedText">The message's text after <see cref="FlowText.Fold"/>; empty for none.</param>
    public bool Matches(string foldedText) => _trigger switch
    {
        AnyMessage => true,
        Keyword when _match == Exact => _folded.Contains(foldedText),
        Keyword when _match == Contains => _folded.Any(word => foldedText.Contains(word, StringComparison.Ordinal)),
        _ => false,
    };

    /// <inheritdoc/>
    public override IEnumerable<FieldError> Faults() => _trigger switch
    {
        AnyMessage => [],
        Keyword => KeywordFaults(),
        null => [Fault("data.trigger", $"Say what starts the flow: '{Keyword}' or '{AnyMessage}'.")],
        _ => [Fault("data.trigger", $"There is no trigger '{_trigger}'; use '{Keyword}' or '{AnyMessage}'.")],
    };

    /// <inheritdoc/>
    public override NodeResult Enter(NodeTurn turn) => NodeResult.Follow(turn);

    private IEnumerable<FieldError> KeywordFaults()
    {
        if (_match is not (Exact or Contains))
        {
            yield return Fault("data.match", $"Use '{Exact}' or '{Contains}'.");
        }

        if (_keywords.Length is 0 or > FlowLimits.Keywords)
        {
            yield return Fault("data.keywords", $"Give 1 to {FlowLimits.Keywords} keywords.");
        }

        for (var i = 0; i < _keywords.Length; i++)
        {
            if (_keywords[i].Length > FlowLimits.OperandLength || FlowText.Fold(_keywords[i]).Length == 0)
            {
                yield return Fault($"data.keywords[{i}]", $"A keyword has 1 to {FlowLimits.OperandLength} characters.");
            }
        }
    }
}
