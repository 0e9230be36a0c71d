namespace OrleansWa.EmbeddedRuntime;

/// <summary>Runs around every call that reaches a grain, in the grain's turn. Registered as services, in order; a grain that implements it is its own last filter.</summary>
public interface IIncomingGrainCallFilter
{
    /// <summary>Runs around one call; <see cref="IGrainCallContext.Invoke"/> goes on, not calling it refuses the call.</summary>
    /// <param name="context">The call.</param>
    Task Invoke(IIncomingGrainCallContext context);
}
