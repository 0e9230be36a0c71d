namespace OrleansWa.EmbeddedRuntime;

/// <summary>One activation of a grain, as the runtime sees it.</summary>
public interface IGrainContext
{
    /// <summary>Reference that other grains and clients may use.</summary>
    GrainReference GrainReference { get; }

    /// <summary>Identity of the grain.</summary>
    GrainId GrainId { get; }

    /// <summary>The grain object, or null before it is made.</summary>
    object? GrainInstance { get; }

    /// <summary>Services of this activation; a scope of its own is opened at first use and closed with the activation.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>Completes when the activation is gone.</summary>
    Task Deactivated { get; }

    /// <summary>Starts deactivation and returns at once. Running requests finish first; waiting ones go to the next activation.</summary>
    /// <param name="deactivationReason">Passed to <see cref="IGrainBase.OnDeactivateAsync"/>.</param>
    /// <param name="cancellationToken">Cancels the wait of <see cref="IGrainBase.OnDeactivateAsync"/>, not the deactivation.</param>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}
