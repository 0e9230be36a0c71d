using OrleansWa.Contracts;
using OrleansWa.Grains.Flows.Nodes;

namespace OrleansWa.Grains.Flows;

/// <summary>Variables that nothing before sets: a typing error more often than a wish for an empty text.</summary>
internal static class FlowVariableFaults
{
    /// <summary>Finds them. A variable is known where some way, not every way, sets it before: the other way sees an empty one.</summary>
    public static IEnumerable<FieldError> Find(FlowGraph graph)
    {
        var backwards = FlowPaths.Backwards(graph);
        return graph.Nodes.SelectMany(node => Find(node, backwards));
    }

    private static IEnumerable<FieldError> Find(FlowNode node, FlowPaths backwards)
    {
        var mentioned = node.Texts
            .SelectMany(text => VariableText.Names(text.Text).Distinct(), (text, name) => (text.Position, Name: name))
            .Where(mention => !FlowNames.IsGiven(mention.Name))
            .ToList();
        if (mentioned.Count == 0)
        {
            return [];
        }

        var known = backwards.From([node]).SelectMany(earlier => earlier.Sets).ToHashSet(StringComparer.Ordinal);
        return mentioned
            .Where(mention => !known.Contains(mention.Name))
            .Select(mention => new FieldError(mention.Position, $"No earlier node sets the variable '{mention.Name}'."));
    }
}
