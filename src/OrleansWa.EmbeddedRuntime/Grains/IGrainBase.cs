namespace OrleansWa.EmbeddedRuntime;

/// <summary>What the runtime needs of a grain class; <see cref="Grain"/> is the usual implementation.</summary>
public interface IGrainBase
{
    /// <summary>The activation that this object belongs to.</summary>
    IGrainContext GrainContext { get; }

    /// <summary>Runs before the first request, after the states are read. When it throws, the waiting calls fail with its exception.</summary>
    /// <param name="token">Cancelled when activation takes too long.</param>
    Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

    /// <summary>Runs after the last request. Not called when the process dies: nothing durable may depend on it.</summary>
    /// <param name="reason">Why the activation goes.</param>
    /// <param name="token">Cancelled when deactivation takes too long.</param>
    Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
}
