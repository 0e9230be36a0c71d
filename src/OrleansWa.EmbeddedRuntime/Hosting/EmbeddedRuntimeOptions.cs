namespace OrleansWa.EmbeddedRuntime;

/// <summary>Limits of the embedded runtime.</summary>
public sealed class EmbeddedRuntimeOptions
{
    /// <summary>
    /// How long a caller waits before its call fails with <see cref="TimeoutException"/>; the request itself goes on. Default 30 s.
    /// Never early, at most about a fifteenth late.
    /// </summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Most calls that may wait for one activation; the next one fails with <see cref="LimitExceededException"/>. Default 10,000.</summary>
    public int MailboxLimit { get; set; } = 10_000;

    /// <summary>How long an activation may be without requests before it is deactivated. Default 15 min.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often idle activations are looked for. Default 1 min.</summary>
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long reading the states and activating may take, all together. Default 30 s.</summary>
    public TimeSpan ActivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a deactivation waits for running requests, and then how long <see cref="IGrainBase.OnDeactivateAsync"/> may take
    /// before its token is cancelled. Default 30 s.
    /// </summary>
    public TimeSpan DeactivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a stop waits for running requests and deactivations. Default 30 s.</summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Most activations that a stop deactivates at a time. Default 64.</summary>
    public int StopParallelism { get; set; } = 64;

    /// <summary>Number of activations above which a warning is logged, once per crossing. Default 1,000,000.</summary>
    public int ActivationsWarning { get; set; } = 1_000_000;

    /// <summary>Throws when a limit is not positive.</summary>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MailboxLimit);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(StopParallelism);
        foreach (var time in (TimeSpan[])[ResponseTimeout, CollectionAge, CollectionQuantum, ActivationTimeout, DeactivationTimeout, StopTimeout])
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero);
        }
    }
}
