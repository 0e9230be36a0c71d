namespace OrleansWa.EmbeddedRuntime;

/// <summary>Why an activation goes, in code and in words.</summary>
public readonly struct DeactivationReason
{
    /// <summary>A reason without exception.</summary>
    /// <param name="code">The code.</param>
    /// <param name="text">The words.</param>
    public DeactivationReason(DeactivationReasonCode code, string text)
        : this(code, null, text)
    {
    }

    /// <summary>A reason with exception.</summary>
    /// <param name="code">The code.</param>
    /// <param name="exception">What was thrown.</param>
    /// <param name="text">The words.</param>
    public DeactivationReason(DeactivationReasonCode code, Exception? exception, string text)
    {
        ReasonCode = code;
        Exception = exception;
        Description = text;
    }

    /// <summary>The words.</summary>
    public string Description { get; }

    /// <summary>The code.</summary>
    public DeactivationReasonCode ReasonCode { get; }

    /// <summary>What was thrown, if anything.</summary>
    public Exception? Exception { get; }

    /// <summary>Code, words and exception.</summary>
    public override string ToString() => Exception is null ? $"{ReasonCode}: {Description}" : $"{ReasonCode}: {Description}. Exception: {Exception}";
}
