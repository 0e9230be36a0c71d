namespace OrleansWa.Contracts.Channels;

/// <summary>Chooses the channel of a message that names only a role. Stateless worker; key: <see cref="GrainKeys.Tenant"/>.</summary>
[Alias("wa.senders")]
public interface ISenderGrain : IGrainWithStringKey
{
    /// <summary>
    /// The channel that sends: that of the message if it was accepted before; else one of the role that is connected, the one that the person last
    /// wrote to while its service window is open, and otherwise one after the other. Channels that are reconnecting are chosen only where none is
    /// connected. None at all: <c>no_channel</c> (409).
    /// </summary>
    [Alias("choose")]
    Task<string> Choose(ChooseSender request, CancellationToken ct = default);
}

/// <summary>Asks for a channel.</summary>
/// <param name="Role">What the channel is for.</param>
/// <param name="ContactId">The person to write to.</param>
/// <param name="MessageId">The id that the message will have, by which a repeat is known.</param>
[GenerateSerializer, Immutable, Alias("wa.senders.choose.v1")]
public sealed record ChooseSender([property: Id(0)] ChannelRole Role, [property: Id(1)] string ContactId, [property: Id(2)] string MessageId);
