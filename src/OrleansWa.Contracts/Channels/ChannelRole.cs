namespace OrleansWa.Contracts.Channels;

/// <summary>What a channel is for.</summary>
public enum ChannelRole
{
    /// <summary>Not set.</summary>
    Unknown = 0,

    /// <summary>Conversations and recovery.</summary>
    Main = 1,

    /// <summary>Broadcasts only.</summary>
    Broadcast = 2,
}
