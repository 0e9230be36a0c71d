using OrleansWa.Contracts.Channels;

namespace OrleansWa.Grains.Channels;

/// <summary>The one transition table of sessions (SPEC section 3).</summary>
/// <remarks>
/// The present state as the answer means: it fits, and only details change (a renewed QR, a newer problem).
/// Connector events come late and out of order, so the table is generous about steps that were missed (a scan nobody
/// reported) and strict about states that a person or policy chose: nothing but their own events leaves
/// <c>disconnected</c> and <c>suspended</c>.
/// </remarks>
internal static class ChannelTransitions
{
    /// <summary>The state that follows, or null when the event does not fit: it is recorded and ignored.</summary>
    public static ChannelStatus? Next(ChannelStatus status, ChannelEvent happened) => status switch
    {
        ChannelStatus.Disconnected => FromDisconnected(happened),
        ChannelStatus.Connecting => FromConnecting(happened),
        ChannelStatus.QrRequired => FromQrRequired(happened),
        ChannelStatus.Pairing => FromPairing(happened),
        ChannelStatus.Connected => FromConnected(happened),
        ChannelStatus.PhoneDisconnected => FromPhoneDisconnected(happened),
        ChannelStatus.Reconnecting => FromReconnecting(happened),
        ChannelStatus.Error => FromError(happened),
        ChannelStatus.Suspended => FromSuspended(happened),
        _ => null,
    };

    private static ChannelStatus? FromDisconnected(ChannelEvent happened) => happened switch
    {
        ChannelEvent.Start or ChannelEvent.Restart => ChannelStatus.Connecting,
        ChannelEvent.Logout => ChannelStatus.Disconnected,
        // Also what does not run is suspended, so that a start during a suspension finds no way.
        ChannelEvent.Suspend => ChannelStatus.Suspended,
        _ => null,
    };

    private static ChannelStatus? FromConnecting(ChannelEvent happened) => happened switch
    {
        ChannelEvent.ConnectSucceeded => ChannelStatus.Connected,
        ChannelEvent.ConnectFailed or ChannelEvent.ConnectionLost => ChannelStatus.Reconnecting,
        ChannelEvent.ConnectRefused => ChannelStatus.Error,
        ChannelEvent.QrIssued => ChannelStatus.QrRequired,
        ChannelEvent.Scanned => ChannelStatus.Pairing,
        _ => FromAnyRunning(happened),
    };

    private static ChannelStatus? FromQrRequired(ChannelEvent happened) => happened switch
    {
        ChannelEvent.ConnectSucceeded => ChannelStatus.Connected,
        ChannelEvent.ConnectRefused => ChannelStatus.Error,
        ChannelEvent.ConnectionLost => ChannelStatus.Reconnecting,
        ChannelEvent.QrIssued => ChannelStatus.QrRequired,
        ChannelEvent.QrExpired => ChannelStatus.Disconnected,
        ChannelEvent.Scanned => ChannelStatus.Pairing,
        _ => FromAnyRunning(happened),
    };

    private static ChannelStatus? FromPairing(ChannelEvent happened) => happened switch
    {
        ChannelEvent.ConnectSucceeded => ChannelStatus.Connected,
        ChannelEvent.ConnectFailed or ChannelEvent.ConnectionLost => ChannelStatus.Reconnecting,
        ChannelEvent.ConnectRefused => ChannelStatus.Error,
        ChannelEvent.PairingFailed => ChannelStatus.QrRequired,
        _ => FromAnyRunning(happened),
    };

    // No QR here: one that comes late, after the scan, must not take a working session down.
    private static ChannelStatus? FromConnected(ChannelEvent happened) => happened switch
    {
        ChannelEvent.ConnectionLost => ChannelStatus.Reconnecting,
        ChannelEvent.PhoneLost => ChannelStatus.PhoneDisconnected,
        _ => FromAnyRunning(happened),
    };

    private static ChannelStatus? FromPhoneDisconnected(ChannelEvent happened) => happened switch
    {
        ChannelEvent.PhoneBack or ChannelEvent.ConnectSucceeded => ChannelStatus.Connected,
        ChannelEvent.ConnectionLost => ChannelStatus.Reconnecting,
        _ => FromAnyRunning(happened),
    };

    private static ChannelStatus? FromReconnecting(ChannelEvent happened) => happened switch
    {
        ChannelEvent.ConnectSucceeded => ChannelStatus.Connected,
        ChannelEvent.ConnectFailed => ChannelStatus.Reconnecting,
        ChannelEvent.ConnectRefused or ChannelEvent.AttemptsExhausted => ChannelStatus.Error,
        ChannelEvent.QrIssued => ChannelStatus.QrRequired,
        _ => FromAnyRunning(happened),
    };

    private static ChannelStatus? FromError(ChannelEvent happened) => happened switch
    {
        // A new token and start is the same as restart.
        ChannelEvent.Start => ChannelStatus.Connecting,
        // The slow probe goes on, so a phone that was off overnight comes back by itself.
        ChannelEvent.ConnectSucceeded => ChannelStatus.Connected,
        ChannelEvent.ConnectFailed or ChannelEvent.ConnectRefused => ChannelStatus.Error,
        _ => FromAnyRunning(happened),
    };

    private static ChannelStatus? FromSuspended(ChannelEvent happened) => happened switch
    {
        // Not connecting: a channel that never ran must not start by being released. Who ran before is started by its grain.
        ChannelEvent.Resume => ChannelStatus.Disconnected,
        ChannelEvent.Logout => ChannelStatus.Suspended,
        _ => null,
    };

    private static ChannelStatus? FromAnyRunning(ChannelEvent happened) => happened switch
    {
        ChannelEvent.Stop or ChannelEvent.Logout => ChannelStatus.Disconnected,
        ChannelEvent.Suspend => ChannelStatus.Suspended,
        ChannelEvent.Restart => ChannelStatus.Connecting,
        ChannelEvent.AuthError => ChannelStatus.Error,
        _ => null,
    };
}
