namespace OrleansWa.Grains.Flows;

/// <summary>Whom a flow talks to: what <c>contact.*</c> and <c>conversation.*</c> stand for.</summary>
/// <param name="ContactName">Name of the contact, when known. Personal data.</param>
/// <param name="Phone">Phone of the contact, when known. Personal data.</param>
/// <param name="ContactId">Our id of the contact.</param>
/// <param name="ChannelId">The channel the conversation is on.</param>
internal sealed record FlowContext(string? ContactName, string? Phone, string? ContactId = null, string? ChannelId = null)
{
    /// <inheritdoc/>
    public override string ToString() => $"{nameof(FlowContext)} {ContactId}";
}
