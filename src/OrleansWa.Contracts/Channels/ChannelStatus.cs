namespace OrleansWa.Contracts.Channels;

/// <summary>State of a channel's session (SPEC section 3).</summary>
public enum ChannelStatus
{
    /// <summary>There is no such channel.</summary>
    Unknown = 0,

    /// <summary>Not running; credentials kept.</summary>
    Disconnected = 1,

    /// <summary>Being created or restored.</summary>
    Connecting = 2,

    /// <summary>Waiting for a scan.</summary>
    QrRequired = 3,

    /// <summary>Scanned or code entered, keys being exchanged.</summary>
    Pairing = 4,

    /// <summary>Sends and receives.</summary>
    Connected = 5,

    /// <summary>The phone lost its network.</summary>
    PhoneDisconnected = 6,

    /// <summary>Automatic attempts under way.</summary>
    Reconnecting = 7,

    /// <summary>Needs a person; carries a code and what to do.</summary>
    Error = 8,

    /// <summary>Stopped by policy.</summary>
    Suspended = 9,
}
