using OrleansWa.Contracts.Channels;
using OrleansWa.Grains.State;

namespace OrleansWa.Grains.Channels;

/// <summary>Stored state of a channel and its session.</summary>
[StateSchema(1)]
internal sealed record ChannelState
{
    /// <summary>State of the session; Unknown until the channel is created.</summary>
    public ChannelStatus Status { get; init; }

    /// <summary>Time of the last change of state.</summary>
    public DateTimeOffset StatusSince { get; init; }

    /// <summary>Why a person is needed; set in state error and while reconnecting.</summary>
    public ChannelProblem? Problem { get; init; }

    /// <summary>How it reaches WhatsApp.</summary>
    public ConnectorKind Connector { get; init; }

    /// <summary>What it is for.</summary>
    public ChannelRole Role { get; init; }

    /// <summary>Name for people.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>The connector's token, encrypted.</summary>
    public string AccessToken { get; init; } = "";

    /// <summary>Settings of the Cloud API connector.</summary>
    public CloudApiSettings? CloudApi { get; init; }

    /// <summary>What the connector last reported of the number.</summary>
    public NumberProfile? Number { get; init; }

    /// <summary>Most messages sent in one day; null for no cap.</summary>
    public int? MessagesPerDay { get; init; }

    /// <summary>Allowance reserved of the day.</summary>
    public QuotaState Quota { get; init; } = QuotaState.Empty;

    /// <summary>Local day of the first connection (yyyy-MM-dd): the first day of the warm-up.</summary>
    public string? FirstConnectedDay { get; init; }

    /// <summary>The tenant's time zone when it was last asked.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Automatic attempts to connect made since the session was last up.</summary>
    public int ReconnectAttempts { get; init; }

    /// <summary>When the next automatic attempt is due; null for none.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>It was running when it was suspended; it is started again by resume.</summary>
    public bool RanBeforeSuspension { get; init; }

    /// <summary>Events that did not fit the session's state: recorded, ignored.</summary>
    public int IgnoredEvents { get; init; }

    /// <summary>It sends slowly for a while; null when it never had to.</summary>
    public Slowdown? Slowdown { get; init; }

    /// <summary>Creation time.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}
