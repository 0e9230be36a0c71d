namespace OrleansWa.EmbeddedRuntime;

/// <summary>Life of an activation.</summary>
public enum ActivationStatus
{
    /// <summary>Never set.</summary>
    Unknown,

    /// <summary>Reads its states and runs <see cref="IGrainBase.OnActivateAsync"/>; calls wait.</summary>
    Activating,

    /// <summary>Takes requests.</summary>
    Active,

    /// <summary>Ends its running requests and runs <see cref="IGrainBase.OnDeactivateAsync"/>; new calls wait for the next activation.</summary>
    Deactivating,

    /// <summary>Takes nothing any more.</summary>
    Gone,
}
