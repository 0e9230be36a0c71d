namespace OrleansWa.Contracts;

/// <summary>
/// Which grain the present asynchronous flow works for, so that every log line of it carries its tenant, channel and conversation.
/// Set by the tenant filter and at the start of a timer's turn.
/// </summary>
public static class LogContext
{
    private static readonly AsyncLocal<string?> Current = new();

    /// <summary>Key of the grain; null outside one.</summary>
    public static string? GrainKey
    {
        get => Current.Value;
        set => Current.Value = value;
    }
}
