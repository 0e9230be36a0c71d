namespace OrleansWa.EmbeddedRuntime;

/// <summary>The activations of one stateless worker id.</summary>
internal sealed class WorkerPool(EmbeddedSilo silo, GrainClass grainClass, GrainId grainId) : IActivationOwner
{
    private readonly Lock _gate = new();
    private Activation[] _workers = [];

    internal Activation[] Workers => Volatile.Read(ref _workers);

    /// <summary>Gives a request to an idle worker, else to a new one, else to the one with the least to do.</summary>
    internal void Receive(GrainRequest request)
    {
        // Choosing and handing over are one step, else two calls would choose the same idle worker.
        lock (_gate)
        {
            while (!Choose().TryReceive(request))
            {
                // It is gone, and has already left the array.
            }
        }
    }

    // Called under the worker's lock, so it may not take the pool's: Receive takes them in the other order.
    public void Replace(Activation gone, RequestList waiting)
    {
        var successor = waiting.Count == 0 ? null : gone.Successor(waiting);
        Change(workers => [.. workers.Where(worker => worker != gone), .. successor is null ? [] : new[] { successor }]);
        successor?.Begin();
    }

    private Activation Choose()
    {
        var best = Workers.MinBy(worker => worker.Load());
        if (best is not null && (best.Load() == 0 || Workers.Length >= grainClass.MaxWorkers))
        {
            return best;
        }

        var made = new Activation(silo, grainClass, grainId, this);
        Change(workers => [.. workers, made]);
        made.Begin();
        return made;
    }

    private void Change(Func<Activation[], Activation[]> change)
    {
        Activation[] before;
        do
        {
            before = Workers;
        }
        while (Interlocked.CompareExchange(ref _workers, change(before), before) != before);
    }
}
