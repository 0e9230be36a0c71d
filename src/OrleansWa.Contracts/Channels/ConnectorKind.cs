namespace OrleansWa.Contracts.Channels;

/// <summary>How a channel reaches WhatsApp.</summary>
public enum ConnectorKind
{
    /// <summary>Not set.</summary>
    Unknown = 0,

    /// <summary>Meta's official Cloud API.</summary>
    CloudApi = 1,

    /// <summary>An Evolution API server (QR-paired).</summary>
    Evolution = 2,

    /// <summary>A WPPConnect server (QR-paired).</summary>
    WppConnect = 3,
}
