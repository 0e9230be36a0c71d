namespace OrleansWa.Storage.Writing;

/// <summary>What waits in a <see cref="WriteQueue{TUnit}"/>.</summary>
internal interface IQueuedUnit
{
    /// <summary>About how many rows it touches.</summary>
    int Weight { get; }
}
