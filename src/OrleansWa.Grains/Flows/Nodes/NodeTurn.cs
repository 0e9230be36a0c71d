namespace OrleansWa.Grains.Flows.Nodes;

/// <summary>What a node can see.</summary>
/// <param name="Variables">The execution's own variables.</param>
/// <param name="Context">Whom the flow talks to.</param>
/// <param name="Input">The contact's last message.</param>
/// <param name="Now">Present time.</param>
/// <param name="Chance">Drawn from 0 to 1.</param>
internal sealed record NodeTurn(FlowVariables Variables, FlowContext Context, FlowInput Input, DateTimeOffset Now, double Chance)
{
    /// <summary>The value behind a name, or null: the execution's own variables and the names of <see cref="FlowNames"/>.</summary>
    public string? Value(string name) => Variables[name] ?? FlowNames.Value(name, Context, Input);

    /// <summary>A text with its variables filled in.</summary>
    public string Render(string text) => VariableText.Render(text, Value);
}
