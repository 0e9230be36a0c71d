namespace OrleansWa.EmbeddedRuntime;

/// <summary>Why an activation goes. Same values as in Orleans; this runtime uses some of them.</summary>
public enum DeactivationReasonCode : byte
{
    /// <summary>No reason given.</summary>
    None,

    /// <summary>The process stops.</summary>
    ShuttingDown,

    /// <summary>Reading the state or <see cref="IGrainBase.OnActivateAsync"/> failed.</summary>
    ActivationFailed,

    /// <summary>Not used here: there is no distributed directory.</summary>
    DirectoryFailure,

    /// <summary>No request for the collection age.</summary>
    ActivationIdle,

    /// <summary>A request did not end in time.</summary>
    ActivationUnresponsive,

    /// <summary>Not used here.</summary>
    DuplicateActivation,

    /// <summary>Not used here.</summary>
    IncompatibleRequest,

    /// <summary>A request ended with <see cref="InconsistentStateException"/>.</summary>
    ApplicationError,

    /// <summary>The grain asked for it.</summary>
    ApplicationRequested,

    /// <summary>Not used here: nothing migrates in one process.</summary>
    Migrating,

    /// <summary>An operator asked for it.</summary>
    RuntimeRequested,

    /// <summary>Not used here.</summary>
    HighMemoryPressure,
}
