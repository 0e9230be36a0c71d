namespace OrleansWa.Contracts.Messages;

/// <summary>What is done about an attempt whose answer never came and which no status explains in time. The numbers are stored.</summary>
public enum OnUnknown
{
    /// <summary>Not set; means <see cref="Wait"/>.</summary>
    Unknown = 0,

    /// <summary>Never sent twice: it becomes <c>failed</c> with <c>outcome_unknown</c>, and a person decides.</summary>
    Wait = 1,

    /// <summary>At least once: it is sent again, so that the person may receive it twice.</summary>
    Resend = 2,
}
