namespace OrleansWa.EmbeddedRuntime;

/// <summary>
/// Runs turns one at a time on an executor. Every await of a turn comes back here, because it is the current
/// <see cref="TaskScheduler"/> while a turn runs; that also tells code which activation it is in.
/// </summary>
internal abstract class TurnScheduler(IWorkExecutor executor) : TaskScheduler, IThreadPoolWorkItem
{
    private const int KeptQueueCapacity = 16;
    private static readonly Action<object?> Run = static turn =>
    {
        if (turn is Action action)
        {
            action();
        }
        else
        {
            ((IThreadPoolWorkItem)turn!).Execute();
        }
    };

    private Queue<object>? _turns;
    private bool _isQueued;
    private int _turnThread;

    public sealed override int MaximumConcurrencyLevel => 1;

    /// <summary>Guards the queue of turns, and the state of the activation too: one lock per activation.</summary>
    protected Lock Gate { get; } = new();

    void IThreadPoolWorkItem.Execute()
    {
        _turnThread = Environment.CurrentManagedThreadId;
        for (var left = executor.TurnsPerRun; left > 0 && TryDequeue(out var turn); left--)
        {
            RunTurn(turn);
        }

        Leave();
    }

    /// <summary>Adds a turn: a task of this scheduler, an <see cref="Action"/> or a <see cref="GrainRequest"/>. None of the last two may throw.</summary>
    protected void Enqueue(object turn)
    {
        lock (Gate)
        {
            (_turns ??= new Queue<object>()).Enqueue(turn);
            if (_isQueued)
            {
                return;
            }

            _isQueued = true;
        }

        executor.Queue(this);
    }

    protected sealed override void QueueTask(Task task) => Enqueue(task);

    // Only on the thread that holds the turn, and never out of order.
    protected sealed override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && _turnThread == Environment.CurrentManagedThreadId && TryExecuteTask(task);

    protected sealed override IEnumerable<Task> GetScheduledTasks() => [];

    /// <summary>Runs one turn; the activation measures it.</summary>
    protected virtual void RunTurn(object turn)
    {
        if (turn is Task task)
        {
            TryExecuteTask(task);
            return;
        }

        // The executor's thread has no context to capture here, so the turn starts with a clean one.
        new Task(Run, turn).RunSynchronously(this);
    }

    private bool TryDequeue(out object turn)
    {
        lock (Gate)
        {
            return _turns!.TryDequeue(out turn!);
        }
    }

    private void Leave()
    {
        lock (Gate)
        {
            _turnThread = 0;
            if (_turns!.Count == 0)
            {
                _isQueued = false;
                _turns = _turns.Capacity > KeptQueueCapacity ? null : _turns;
                return;
            }
        }

        executor.Queue(this);
    }
}
