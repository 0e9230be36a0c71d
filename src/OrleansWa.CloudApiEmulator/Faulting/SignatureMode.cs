namespace OrleansWa.CloudApiEmulator;

/// <summary>How webhooks are signed.</summary>
public enum SignatureMode
{
    /// <summary>Not a mode.</summary>
    Unknown = 0,

    /// <summary>With the app's secret over the exact bytes.</summary>
    Valid = 1,

    /// <summary>With a signature that does not fit.</summary>
    Wrong = 2,

    /// <summary>Without the header.</summary>
    Missing = 3,
}
