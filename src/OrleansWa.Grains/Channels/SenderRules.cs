using OrleansWa.Contracts.Channels;

namespace OrleansWa.Grains.Channels;

/// <summary>A channel as the choice of a sender sees it.</summary>
internal sealed record SenderChannel(string Id, ConnectorKind Connector, ChannelRole Role, ChannelStatus Status);

/// <summary>Which of a tenant's channels sends a message that names only a role (SPEC section 5: by rotation). Pure.</summary>
internal static class SenderRules
{
    /// <summary>Channels of the role that are connected; where there is none, those that come back by themselves. By id.</summary>
    public static IReadOnlyList<SenderChannel> Candidates(IReadOnlyList<SenderChannel> channels, ChannelRole role)
    {
        var connected = Of(channels, role, status => status == ChannelStatus.Connected);
        return connected.Count > 0
            ? connected
            : Of(channels, role, status => status is ChannelStatus.Connecting or ChannelStatus.Reconnecting or ChannelStatus.PhoneDisconnected);
    }

    /// <summary>
    /// The channel that the person wrote to last while its window is open, so that an answer comes from the number that was asked; else the next in turn.
    /// </summary>
    /// <param name="candidates">At least one.</param>
    /// <param name="recent">Channels that the person wrote to within the window, the last one first.</param>
    /// <param name="turn">Grows with each choice.</param>
    public static string Choose(IReadOnlyList<SenderChannel> candidates, IReadOnlyList<string> recent, int turn) =>
        recent.FirstOrDefault(id => candidates.Any(channel => channel.Id == id)) ?? candidates[(int)((uint)turn % (uint)candidates.Count)].Id;

    private static List<SenderChannel> Of(IReadOnlyList<SenderChannel> channels, ChannelRole role, Func<ChannelStatus, bool> isWanted) =>
        [.. channels.Where(channel => channel.Role == role && isWanted(channel.Status)).OrderBy(channel => channel.Id, StringComparer.Ordinal)];
}
