namespace OrleansWa.Testing.Silo;

/// <summary>
/// Virtual time for a real Orleans silo: time stands still while anything happens and jumps to the next timer when it is quiet. It has the surface of
/// the embedded runtime's simulated world, without its determinism: turns run on real threads, in an order that no seed decides.
/// </summary>
public sealed class OrleansWorld
{
    // A client may wait for something of Orleans' own, which is on the system's clock.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(25);

    /// <summary>Makes a world.</summary>
    /// <param name="seed">Decides what chance decides, but for the order of turns.</param>
    /// <param name="start">Virtual time at the beginning; 2026-01-01T00:00:00Z when null.</param>
    public OrleansWorld(int seed, DateTimeOffset? start = null)
    {
        Clock = new WorldClock(start ?? new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Time = new WorldTimeProvider(Clock);
        Random = new SharedRandom(seed);
    }

    /// <summary>Chance for tests; safe to share between threads.</summary>
    public Random Random { get; }

    /// <summary>The virtual clock; its timers survive crashes of processes.</summary>
    public TimeProvider Time { get; }

    /// <summary>Most virtual time of one <see cref="Run(Func{Task})"/>. Default 2 days.</summary>
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromDays(2);

    internal WorldClock Clock { get; }

    /// <summary>Runs client code to its end, with everything around it.</summary>
    /// <param name="client">The code.</param>
    /// <exception cref="WorldException">The code failed (inner exception) or never ended.</exception>
    public void Run(Func<Task> client) => Finish(Task.Run(client));

    /// <summary>Runs client code to its end, with everything around it.</summary>
    /// <typeparam name="T">Type of the result.</typeparam>
    /// <param name="client">The code.</param>
    /// <exception cref="WorldException">The code failed (inner exception) or never ended.</exception>
    public T Run<T>(Func<Task<T>> client)
    {
        var task = Task.Run(client);
        Finish(task);
        return task.Result;
    }

    /// <summary>Runs whatever happens within a stretch of virtual time, and moves the clock to its end.</summary>
    /// <param name="duration">The stretch.</param>
    public void RunFor(TimeSpan duration)
    {
        var end = Clock.Now + duration;
        RunUntilIdle();
        while (Clock.TryAdvance(end))
        {
            QuietPool.Wait(static () => false);
        }

        Clock.AdvanceTo(end);
    }

    /// <summary>Runs whatever is ready, without moving the clock.</summary>
    public void RunUntilIdle() => Settle(new TaskCompletionSource().Task);

    /// <summary>
    /// Runs the start or stop of a silo, which waits on the system's clock too: virtual time must not run ahead of that, and moves only when nothing came of
    /// waiting for long.
    /// </summary>
    internal void RunPatiently(Func<Task> work)
    {
        var task = Task.Run(work);
        var limit = Clock.Now + TimeLimit;
        while (!IsOver(task, Patience) && Clock.TryAdvance(limit))
        {
            QuietPool.Wait(() => task.IsCompleted);
        }

        Finish(task);
    }

    private void Finish(Task task)
    {
        var limit = Clock.Now + TimeLimit;
        while (!task.IsCompleted)
        {
            Settle(task);
            if (!task.IsCompleted && !Clock.TryAdvance(limit) && !IsOver(task, Patience))
            {
                throw Failure($"deadlock: the client has not ended, nothing happens, and no timer is due within {TimeLimit}.", null);
            }
        }

        if (!task.IsCompletedSuccessfully)
        {
            var cause = task.Exception?.InnerException ?? new TaskCanceledException(task);
            throw Failure(cause.Message, cause);
        }
    }

    // What Orleans does on the system's clock may hold a call up with all at rest meanwhile: quiet counts when it lasts a moment.
    private static void Settle(Task enough)
    {
        long done;
        do
        {
            QuietPool.Wait(() => enough.IsCompleted);
            done = ThreadPool.CompletedWorkItemCount;
        }
        while (!IsOver(enough, Moment) && done != ThreadPool.CompletedWorkItemCount);
    }

    private static bool IsOver(Task task, TimeSpan patience) => task.IsCompleted || ((IAsyncResult)task).AsyncWaitHandle.WaitOne(patience);

    private WorldException Failure(string what, Exception? cause) => new($"Virtual time {Clock.Now:O}: {what}", cause);

    private sealed class SharedRandom(int seed) : Random(seed)
    {
        private readonly Lock _gate = new();

        public override int Next()
        {
            lock (_gate)
            {
                return base.Next();
            }
        }

        public override int Next(int maxValue)
        {
            lock (_gate)
            {
                return base.Next(maxValue);
            }
        }

        public override int Next(int minValue, int maxValue)
        {
            lock (_gate)
            {
                return base.Next(minValue, maxValue);
            }
        }

        public override double NextDouble()
        {
            lock (_gate)
            {
                return base.NextDouble();
            }
        }
    }
}
