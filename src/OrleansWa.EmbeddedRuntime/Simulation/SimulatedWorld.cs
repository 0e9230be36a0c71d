using Microsoft.Extensions.DependencyInjection;

namespace OrleansWa.EmbeddedRuntime.Simulation;

/// <summary>
/// One thread, virtual time, and one seed that decides which piece of ready work runs next: a turn of a grain, a continuation
/// of a client, a timer, a pump. The same seed gives the same run and the same <see cref="TraceHash"/>, in every process.
/// Use a world from one thread. Code that leaves it (the thread pool, real timers, ConfigureAwait(false) within a turn) is found
/// when it comes back from another thread, and fails the run.
/// </summary>
public sealed partial class SimulatedWorld
{
    private readonly Random _choice;
    private readonly TraceHash _trace = new();
    private readonly Generation _outside = new();
    private readonly List<SimulatedProcess> _processes = [];
    private Func<long, bool>? _crashWhen;

    /// <summary>Makes an empty world.</summary>
    /// <param name="seed">Decides everything that chance decides.</param>
    /// <param name="start">Virtual time at the beginning; 2026-01-01T00:00:00Z when null.</param>
    public SimulatedWorld(int seed, DateTimeOffset? start = null)
    {
        Seed = seed;
        _choice = new Random(seed);
        Random = new Random(unchecked((seed * 397) ^ 0x5bd1e995));
        Clock = new VirtualClock(start ?? new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Executor = new SimulatedExecutor(this, _outside);
        Time = new VirtualTimeProvider(this, _outside, isTrue: true);
    }

    /// <summary>The seed.</summary>
    public int Seed { get; }

    /// <summary>Chance for tests and emulated outsiders; drawing from it does not change the choice of turns.</summary>
    public Random Random { get; }

    /// <summary>Runs work that survives crashes of processes, such as an emulated outside service.</summary>
    public IWorkExecutor Executor { get; }

    /// <summary>The virtual clock; its timers survive crashes of processes.</summary>
    public TimeProvider Time { get; }

    /// <summary>How far the time of day of the processes is off; changing it is what an operator or NTP does to a clock. Their timers run on unchanged. Default zero.</summary>
    public TimeSpan ClockError { get; set; }

    /// <summary>Pieces of work run so far.</summary>
    public long Steps { get; private set; }

    /// <summary>Hash over the virtual time and the name of every piece of work run so far.</summary>
    public long TraceHash => unchecked((long)_trace.Value);

    /// <summary>Most steps of one <see cref="Run(Func{Task})"/>, <see cref="RunFor"/> or <see cref="RunUntilIdle"/>. Default 20 million.</summary>
    public long StepLimit { get; set; } = 20_000_000;

    /// <summary>Most virtual time of one <see cref="Run(Func{Task})"/>. Default 1,000 days.</summary>
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromDays(1_000);

    /// <summary>Sees every step before it runs: its number and who runs. For looking at a failing seed.</summary>
    public Action<long, string>? OnStep { get; set; }

    internal VirtualClock Clock { get; }

    /// <summary>
    /// Starts a process: builds its services on the virtual clock and this world's executor, and starts its hosted services.
    /// When it crashes within the start it is returned dead.
    /// </summary>
    /// <param name="configure">Adds services, among them <see cref="EmbeddedRuntimeServices.AddEmbeddedRuntime"/>.</param>
    /// <param name="made">Told of the process before it starts: of one whose start fails, too.</param>
    /// <exception cref="SimulationException">The start failed or never ended.</exception>
    public SimulatedProcess StartProcess(Action<IServiceCollection> configure, Action<SimulatedProcess>? made = null)
    {
        var process = new SimulatedProcess(this, configure);
        made?.Invoke(process);
        _processes.Add(process);
        Finish(process.Run(process.StartAsync), () => process.IsAlive);
        return process;
    }

    /// <summary>Crashes every living process before the step for which the condition holds; null for never again.</summary>
    /// <param name="condition">Asked before each step with its number, from 1; once true it is not asked again.</param>
    public void CrashWhen(Func<long, bool>? condition) => _crashWhen = condition;

    /// <summary>Starts client code without waiting for it. It survives crashes; its pending calls then fail with <see cref="SiloUnavailableException"/>.</summary>
    /// <param name="client">The code; every await in it comes back to this world.</param>
    /// <param name="name">Its name in the trace.</param>
    public Task Start(Func<Task> client, string name = "client") => SimulatedProcess.Start(client, Executor, name);

    /// <summary>Runs client code to its end, with everything around it.</summary>
    /// <param name="client">The code; every await in it comes back to this world.</param>
    /// <exception cref="SimulationException">The code failed (inner exception), never ended, or something left the world.</exception>
    public void Run(Func<Task> client) => Finish(Start(client), static () => true);

    /// <summary>Runs client code to its end, with everything around it.</summary>
    /// <typeparam name="T">Type of the result.</typeparam>
    /// <param name="client">The code; every await in it comes back to this world.</param>
    /// <exception cref="SimulationException">The code failed (inner exception), never ended, or something left the world.</exception>
    public T Run<T>(Func<Task<T>> client)
    {
        T result = default!;
        Run(async () => { result = await client(); });
        return result;
    }

    /// <summary>Runs whatever happens within a stretch of virtual time, and moves the clock to its end.</summary>
    /// <param name="duration">The stretch.</param>
    public void RunFor(TimeSpan duration)
    {
        var end = Clock.Now + duration;
        Loop(static () => false, end);
        Clock.AdvanceTo(end);
    }

    /// <summary>Runs all ready work, without moving the clock.</summary>
    public void RunUntilIdle() => Loop(static () => false, Clock.Now);

    internal SimulationException Failure(string what, Exception? cause = null) =>
        new($"Seed {Seed}, step {Steps}, virtual time {Clock.Now:O}: {what}", cause!);

    private void Finish(Task task, Func<bool> isWanted)
    {
        var isRunDry = Loop(() => task.IsCompleted || !isWanted(), Clock.Now + TimeLimit);
        if (task.IsFaulted)
        {
            throw Failure(task.Exception.InnerException!.Message, task.Exception.InnerException);
        }

        if (isRunDry)
        {
            throw Deadlock();
        }
    }
}
