using OrleansWa.Contracts;

namespace OrleansWa.Storage.Writing;

/// <typeparam name="TUnit">Type of a unit.</typeparam>
/// <summary>Units that wait for the writer, limited by rows: at the limit callers are refused at once instead of waiting without end.</summary>
internal sealed class WriteQueue<TUnit>(int maxQueuedRows, int maxBatchRows)
    where TUnit : IQueuedUnit
{
    private readonly Queue<TUnit> _units = [];
    private readonly Queue<TUnit> _patient = [];
    private readonly object _gate = new();
    private TaskCompletionSource? _drained;
    private int _rows;
    private bool _pumping;
    private bool _closed;

    /// <summary>Adds a unit; true when a pump must be scheduled.</summary>
    public bool Add(TUnit unit)
    {
        lock (_gate)
        {
            Refuse(unit);
            _units.Enqueue(unit);
            _rows += unit.Weight;
            var start = !_pumping;
            _pumping = true;
            return start;
        }
    }

    /// <summary>Adds a unit that goes along with the next batch and starts none; true when nothing is under way that would take it.</summary>
    public bool AddPatient(TUnit unit)
    {
        lock (_gate)
        {
            Refuse(unit);
            _patient.Enqueue(unit);
            _rows += unit.Weight;
            return !_pumping && _patient.Count == 1;
        }
    }

    /// <summary>Patient units have waited long enough; true when a pump must be scheduled.</summary>
    public bool Hurry()
    {
        lock (_gate)
        {
            var start = !_pumping && _patient.Count > 0;
            _pumping |= start;
            return start;
        }
    }

    /// <summary>Moves the next batch into an empty list, in order; what is there, with no artificial wait.</summary>
    public void Take(List<TUnit> batch)
    {
        lock (_gate)
        {
            // Each has a share of its own: under full load patient units would otherwise wait for ever, and fill the queue.
            _rows -= Move(_units, batch) + Move(_patient, batch);
        }
    }

    private int Move(Queue<TUnit> from, List<TUnit> batch)
    {
        var (rows, first) = (0, true);
        while (from.TryPeek(out var unit) && (first || rows + unit.Weight <= maxBatchRows))
        {
            rows += unit.Weight;
            batch.Add(from.Dequeue());
            first = false;
        }

        return rows;
    }

    /// <summary>The pump is through with its batch; true when there is more to do.</summary>
    public bool Continue()
    {
        lock (_gate)
        {
            _pumping = _units.Count + _patient.Count > 0;
            if (!_pumping)
            {
                _drained?.TrySetResult();
            }

            return _pumping;
        }
    }

    /// <summary>Refuses new units; completes when the queued ones are committed.</summary>
    public Task Close()
    {
        lock (_gate)
        {
            _closed = true;
            _drained ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!_pumping && _patient.Count == 0)
            {
                _drained.TrySetResult();
            }

            return _drained.Task;
        }
    }

    /// <summary>Forgets everything, as a crash would: whoever waits never hears.</summary>
    public void Abandon()
    {
        lock (_gate)
        {
            _closed = true;
            _units.Clear();
            _patient.Clear();
            _rows = 0;
        }
    }

    private void Refuse(TUnit unit)
    {
        if (_closed)
        {
            throw new ProblemException(ProblemKind.Unavailable, "storage_closed", "The store is closing; try again in a moment.");
        }

        // A single unit larger than the limit may still go when nothing else waits.
        if (_units.Count > 0 && _rows + unit.Weight > maxQueuedRows)
        {
            throw new ProblemException(ProblemKind.Unavailable, "storage_overloaded", "Too many writes wait for the database; try again in a moment.");
        }
    }
}
