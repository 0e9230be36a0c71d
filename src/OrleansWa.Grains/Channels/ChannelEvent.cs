namespace OrleansWa.Grains.Channels;

/// <summary>What can happen to a channel's session. <see cref="ChannelTransitions"/> says what follows from it.</summary>
internal enum ChannelEvent
{
    /// <summary>Not set; fits no state.</summary>
    Unknown = 0,

    /// <summary>A person or a schedule starts the channel.</summary>
    Start = 1,

    /// <summary>The connector says that the session works.</summary>
    ConnectSucceeded = 2,

    /// <summary>An attempt failed in a way that may pass: network, 5xx, timeout.</summary>
    ConnectFailed = 3,

    /// <summary>An attempt was refused in a way that only a person can put right.</summary>
    ConnectRefused = 4,

    /// <summary>The connector gave a QR, the first or a renewed one.</summary>
    QrIssued = 5,

    /// <summary>Nobody scanned in time.</summary>
    QrExpired = 6,

    /// <summary>The QR was scanned or the pairing code entered.</summary>
    Scanned = 7,

    /// <summary>The exchange of keys failed.</summary>
    PairingFailed = 8,

    /// <summary>The session, its server or our own process went away.</summary>
    ConnectionLost = 9,

    /// <summary>The server is there, but the phone lost its network.</summary>
    PhoneLost = 10,

    /// <summary>The phone is back.</summary>
    PhoneBack = 11,

    /// <summary>The last automatic attempt failed.</summary>
    AttemptsExhausted = 12,

    /// <summary>A person or a schedule stops the channel; credentials are kept.</summary>
    Stop = 13,

    /// <summary>Credentials are removed, from here or on the phone.</summary>
    Logout = 14,

    /// <summary>Policy stops the channel.</summary>
    Suspend = 15,

    /// <summary>Policy releases the channel.</summary>
    Resume = 16,

    /// <summary>A new connection is wanted, whatever there is now.</summary>
    Restart = 17,

    /// <summary>The connector no longer accepts the credentials, or asks for something only a person can do.</summary>
    AuthError = 18,
}
