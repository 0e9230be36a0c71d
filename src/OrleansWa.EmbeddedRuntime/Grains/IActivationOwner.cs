namespace OrleansWa.EmbeddedRuntime;

/// <summary>Where an activation has its place.</summary>
internal interface IActivationOwner
{
    /// <summary>An activation is gone. When calls wait, its successor takes the place and the calls in one step.</summary>
    void Replace(Activation gone, RequestList waiting);
}
