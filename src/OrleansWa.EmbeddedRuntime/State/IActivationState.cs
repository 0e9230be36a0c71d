namespace OrleansWa.EmbeddedRuntime;

/// <summary>A state that the runtime reads before the grain is activated.</summary>
internal interface IActivationState
{
    Task ReadStateAsync(CancellationToken cancellationToken);
}
