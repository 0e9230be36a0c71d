namespace OrleansWa.CloudApiEmulator;

/// <summary>What happens to a free-form message when the patient has not written in the last 24 hours.</summary>
public enum WindowRule
{
    /// <summary>Not a rule.</summary>
    Unknown = 0,

    /// <summary>The message goes out all the same.</summary>
    Off = 1,

    /// <summary>The send is accepted and fails later by webhook with 131047: what Meta does.</summary>
    Async = 2,

    /// <summary>The send itself answers 131047.</summary>
    Sync = 3,
}
