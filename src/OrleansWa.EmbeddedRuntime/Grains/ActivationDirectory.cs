using System.Collections.Concurrent;

namespace OrleansWa.EmbeddedRuntime;

/// <summary>Which activation a grain id has: at most one, or a pool of stateless workers.</summary>
internal sealed class ActivationDirectory(EmbeddedSilo silo) : IActivationOwner
{
    private readonly ConcurrentDictionary<GrainId, Activation> _single = new();
    private readonly ConcurrentDictionary<GrainId, WorkerPool> _pools = new();

    internal bool IsEmpty => _single.IsEmpty && _pools.Values.All(pool => pool.Workers.Length == 0);

    /// <summary>Brings a request to its grain, which is activated if need be.</summary>
    internal void Dispatch(GrainId grainId, GrainRequest request)
    {
        while (!_single.TryGetValue(grainId, out var activation) || !activation.TryReceive(request))
        {
            if (TryPlace(grainId, request))
            {
                return;
            }
        }
    }

    /// <summary>Every activation, in no order.</summary>
    internal IEnumerable<Activation> All() => _single.Values.Concat(_pools.Values.SelectMany(pool => pool.Workers));

    /// <summary>The activations of a grain id.</summary>
    internal IReadOnlyList<Activation> Of(GrainId grainId)
    {
        if (_single.TryGetValue(grainId, out var activation))
        {
            return [activation];
        }

        return _pools.TryGetValue(grainId, out var pool) ? pool.Workers : [];
    }

    public void Replace(Activation gone, RequestList waiting)
    {
        if (waiting.Count == 0)
        {
            _single.TryRemove(new(gone.GrainId, gone));
            return;
        }

        var successor = gone.Successor(waiting);
        _single.TryUpdate(gone.GrainId, successor, gone);
        successor.Begin();
    }

    private bool TryPlace(GrainId grainId, GrainRequest request)
    {
        var grainClass = silo.Types.ClassOf(grainId.Type);
        if (grainClass.MaxWorkers > 0)
        {
            _pools.GetOrAdd(grainId, static (id, at) => new WorkerPool(at.silo, at.grainClass, id), (silo, grainClass)).Receive(request);
            return true;
        }

        var activation = new Activation(silo, grainClass, grainId, this);
        if (!_single.TryAdd(grainId, activation))
        {
            return false;
        }

        var isReceived = activation.TryReceive(request);
        activation.Begin();
        return isReceived;
    }
}
