namespace OrleansWa.Contracts.Channels;

/// <summary>Creates a channel.</summary>
/// <param name="Connector">How it reaches WhatsApp.</param>
/// <param name="Role">What it is for.</param>
/// <param name="DisplayName">Name for people.</param>
/// <param name="AccessToken">The connector's token; stored encrypted, never shown again.</param>
/// <param name="CloudApi">Settings of the Cloud API connector.</param>
/// <param name="MessagesPerDay">Most messages sent in one day of the tenant's time zone; null for no cap of ours.</param>
[GenerateSerializer, Immutable, Alias("wa.channel.create.v1")]
public sealed record CreateChannel(
    [property: Id(0)] ConnectorKind Connector,
    [property: Id(1)] ChannelRole Role,
    [property: Id(2)] string DisplayName,
    [property: Id(3)] string AccessToken,
    [property: Id(4)] CloudApiSettings? CloudApi,
    [property: Id(5)] int? MessagesPerDay)
{
    /// <inheritdoc/>
    public override string ToString() => $"{nameof(CreateChannel)} {Connector} {DisplayName}";
}
