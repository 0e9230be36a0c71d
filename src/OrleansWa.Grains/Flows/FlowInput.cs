namespace OrleansWa.Grains.Flows;

/// <summary>What a contact sent, as flows see it.</summary>
/// <param name="Text">The text a rule can look at: body, caption, label of a button; null for none. Personal data.</param>
/// <param name="ChoiceId">Id of a tapped button or list row; null for none.</param>
/// <param name="MessageId">Our id of the message.</param>
/// <param name="Type">WhatsApp's type, e.g. <c>text</c>.</param>
internal sealed record FlowInput(string? Text, string? ChoiceId, string MessageId, string Type)
{
    /// <inheritdoc/>
    public override string ToString() => $"{nameof(FlowInput)} {Type}";
}
