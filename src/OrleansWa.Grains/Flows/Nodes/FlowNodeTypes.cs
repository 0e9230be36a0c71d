using System.Collections.Frozen;

namespace OrleansWa.Grains.Flows.Nodes;

/// <summary>The types of nodes there are.</summary>
internal static class FlowNodeTypes
{
    private static readonly FrozenDictionary<string, Func<FlowNodeSource, FlowNode>> Types =
        new Dictionary<string, Func<FlowNodeSource, FlowNode>>
        {
            ["trigger"] = source => new TriggerNode(source),
            ["message"] = source => new MessageNode(source),
            ["ask"] = source => new AskNode(source),
            ["condition"] = source => new ConditionNode(source),
            ["end"] = source => new EndNode(source),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The words for them.</summary>
    public static IEnumerable<string> Words => Types.Keys.Order(StringComparer.Ordinal);

    /// <summary>A node of that type; of an unknown type one that cannot run.</summary>
    public static FlowNode Create(string type, FlowNodeSource source) =>
        Types.TryGetValue(type, out var create) ? create(source) : new UnknownNode(type, source);
}
