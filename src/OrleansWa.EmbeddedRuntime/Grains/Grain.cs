using System.Diagnostics.CodeAnalysis;

namespace OrleansWa.EmbeddedRuntime;

/// <summary>Base class of grains. One activation per identity, one turn at a time.</summary>
[SuppressMessage("Naming", "CA1725", Justification = "Orleans names the parameters of Grain and of IGrainBase differently.")]
public abstract class Grain : IGrainBase, IAddressable
{
    /// <summary>Called by the runtime, within the activation that it is for.</summary>
    protected Grain()
        : this(Activation.Current!)
    {
    }

    /// <summary>For tests of a grain without a runtime.</summary>
    /// <param name="grainContext">The activation.</param>
    protected Grain(IGrainContext grainContext) => GrainContext = grainContext;

    /// <inheritdoc/>
    public IGrainContext GrainContext { get; }

    /// <summary>Reference to this grain that others may use.</summary>
    public GrainReference GrainReference => GrainContext.GrainReference;

    /// <summary>Identity as text, <c>type/key</c>.</summary>
    public string IdentityString => GrainContext.GrainId.ToString();

    /// <summary>Makes references to other grains.</summary>
    protected IGrainFactory GrainFactory => Bound.Silo.Client;

    /// <summary>Services of this activation; prefer the constructor.</summary>
    protected internal IServiceProvider ServiceProvider => GrainContext.ActivationServices;

    private Activation Bound =>
        GrainContext as Activation ?? throw new InvalidOperationException("The grain was created outside of the runtime.");

    /// <inheritdoc cref="IGrainBase.OnActivateAsync"/>
    /// <param name="cancellationToken">Cancelled when activation takes too long.</param>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc cref="IGrainBase.OnDeactivateAsync"/>
    /// <param name="reason">Why the activation goes.</param>
    /// <param name="cancellationToken">Cancelled when deactivation takes too long.</param>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Deactivates once the running requests have ended; waiting calls go to the next activation.</summary>
    protected void DeactivateOnIdle() => GrainBaseExtensions.DeactivateOnIdle(this);

    /// <summary>Keeps the activation from growing idle for some time.</summary>
    /// <param name="timeSpan">From now; <see cref="TimeSpan.MaxValue"/> or <see cref="Timeout.InfiniteTimeSpan"/> for good, zero to end the delay.</param>
    protected void DelayDeactivation(TimeSpan timeSpan) => Bound.DelayDeactivation(timeSpan);
}
