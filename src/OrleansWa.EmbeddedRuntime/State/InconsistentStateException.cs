namespace OrleansWa.EmbeddedRuntime;

/// <summary>
/// The store has another version of the state than the activation knows. When it leaves a request, the activation is
/// deactivated, so that the next call reads the state anew.
/// </summary>
[GenerateSerializer]
public class InconsistentStateException : OrleansException
{
    /// <summary>With a general message.</summary>
    public InconsistentStateException()
    {
    }

    /// <summary>With a message.</summary>
    /// <param name="message">The message.</param>
    public InconsistentStateException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and its cause.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause.</param>
    public InconsistentStateException(string message, Exception? innerException)
        : base(message, innerException!)
    {
    }

    /// <summary>With both versions.</summary>
    /// <param name="errorMsg">The message.</param>
    /// <param name="storedEtag">Version in the store.</param>
    /// <param name="currentEtag">Version in memory.</param>
    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
        : this(errorMsg, storedEtag, currentEtag, null)
    {
    }

    /// <summary>With both versions and the cause.</summary>
    /// <param name="errorMsg">The message.</param>
    /// <param name="storedEtag">Version in the store.</param>
    /// <param name="currentEtag">Version in memory.</param>
    /// <param name="storageException">The cause.</param>
    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag, Exception? storageException)
        : base(errorMsg, storageException!)
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    /// <summary>Version in the store.</summary>
    public string? StoredEtag { get; }

    /// <summary>Version in memory.</summary>
    public string? CurrentEtag { get; }

    // Only the activation that met the conflict goes, not each caller that the exception passes through.
    internal bool IsSourceActivation { get; set; } = true;
}
