namespace OrleansWa.EmbeddedRuntime;

/// <summary>
/// Allows several activations of one grain id, so that calls without shared state run in parallel. A call goes to an idle
/// activation, else to a new one, else to the one with the shortest queue.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StatelessWorkerAttribute : Attribute
{
    /// <summary>As many activations as there are processors.</summary>
    public StatelessWorkerAttribute()
        : this(-1)
    {
    }

    /// <summary>A chosen number of activations.</summary>
    /// <param name="maxLocalWorkers">Most activations of one id; not positive means the number of processors.</param>
    public StatelessWorkerAttribute(int maxLocalWorkers) => MaxLocalWorkers = maxLocalWorkers;

    internal int MaxLocalWorkers { get; }
}
