namespace OrleansWa.Contracts.Channels;

/// <summary>Changes a channel; null leaves a field as it is.</summary>
/// <param name="DisplayName">Name for people.</param>
/// <param name="Role">What it is for.</param>
/// <param name="AccessToken">A new token; takes effect at once.</param>
/// <param name="MessagesPerDay">A new daily cap; 0 removes the cap.</param>
[GenerateSerializer, Immutable, Alias("wa.channel.update.v1")]
public sealed record UpdateChannel(
    [property: Id(0)] string? DisplayName,
    [property: Id(1)] ChannelRole? Role,
    [property: Id(2)] string? AccessToken,
    [property: Id(3)] int? MessagesPerDay)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(UpdateChannel);
}
