using OrleansWa.EmbeddedRuntime.Simulation;

namespace OrleansWa.Grains.Tests.Runtime.Simulation;

public sealed class SimulationTests
{
    [Fact]
    public void Run_WhenSeedIsTheSame_TraceIsTheSame()
    {
        var (first, second) = (BusyHour(7), BusyHour(7));
        first.ShouldBe(second);
        first.Steps.ShouldBeGreaterThan(1_000);
    }

    // Recorded once: a run that differs between processes (hash codes, dictionary order, real time) cannot keep it.
    // It changes with every change of the scheduler or of this scenario; then record it anew.
    [Fact]
    public void Run_WhenProcessIsAnotherOne_TraceIsTheSame() => BusyHour(7).Trace.ShouldBe(RecordedTrace);

    [Fact]
    public void Run_WhenSeedsDiffer_InterleavingsDiffer() =>
        Enumerable.Range(0, 50).Select(seed => BusyHour(seed).Trace).Distinct().Count().ShouldBe(50);

    [Fact]
    public void Run_WhenOrderMatters_SeedsFindDifferentWinners()
    {
        var winners = Enumerable.Range(0, 50).Select(seed =>
        {
            var silo = new SimulatedSilo(seed);
            silo.Signals.Set("a");
            silo.Signals.Set("b");
            silo.World.Run(() => Task.WhenAll(silo.Client.GetGrain<IProbeGrain>("1").Block("a"), silo.Client.GetGrain<IProbeGrain>("2").Block("b")));
            return silo.Signals.Log.First(entry => entry.StartsWith("end", StringComparison.Ordinal));
        });
        winners.Distinct().Order().ShouldBe(["end a", "end b"]);
    }

    [Fact]
    public void Run_WhenNothingCanHappenAnyMore_SaysDeadlockWithTheSeed()
    {
        var world = new SimulatedWorld(42);
        var error = Should.Throw<SimulationException>(() => world.Run(() => new TaskCompletionSource().Task));
        error.Message.ShouldStartWith("Seed 42, step 1,");
        error.Message.ShouldContain("deadlock");
    }

    [Fact]
    public void Run_WhenItNeverEnds_StopsAtTheStepLimit()
    {
        var world = new SimulatedWorld(1) { StepLimit = 1_000 };
        var error = Should.Throw<SimulationException>(() => world.Run(async () =>
        {
            while (true)
            {
                await Task.Yield();
            }
        }));
        error.Message.ShouldContain("no end within 1000 steps");
    }

    [Fact]
    public void Run_WhenClientFails_NamesTheSeedAndKeepsTheCause()
    {
        var error = Should.Throw<SimulationException>(() => new SimulatedWorld(42).Run(() => throw new KnownException("broken")));
        error.Message.ShouldStartWith("Seed 42");
        error.InnerException.ShouldBeOfType<KnownException>();
    }

    [Fact]
    public void Run_WhenCodeLeavesForTheThreadPool_IsFoundWithItsStack()
    {
        var world = new SimulatedWorld(1);
        var error = Should.Throw<SimulationException>(() => world.Run(async () =>
        {
            using var release = new ManualResetEventSlim();
            var escaping = Task.Run(release.Wait);
            world.Executor.Queue(release.Set, "release");
            await escaping;
        }));
        error.Message.ShouldContain("came back from another thread");
        error.Message.ShouldContain("at ");
    }

    [Fact]
    public void Run_WhenGrainUsesConfigureAwaitFalse_IsFound()
    {
        var world = new SimulatedWorld(1);
        var work = new TaskCompletionSource();
        var error = Should.Throw<SimulationException>(() => world.Run(async () =>
        {
            _ = Finish();
            await Escape();
        }));
        error.Message.ShouldContain("came back from another thread");

        async Task Finish()
        {
            await Task.Delay(TimeSpan.FromSeconds(1), world.Time);
            work.SetResult();
        }

        async Task Escape() => await work.Task.ConfigureAwait(false);
    }

    [Fact]
    public void Time_WhenClientsWait_JumpsStraightToTheNextTimer()
    {
        var world = new SimulatedWorld(1);
        var start = world.Time.GetUtcNow();
        world.Run(() => Task.WhenAll(
            Task.Delay(TimeSpan.FromDays(7), world.Time),
            Task.Delay(TimeSpan.FromDays(3), world.Time),
            new PeriodicTimer(TimeSpan.FromDays(5), world.Time).WaitForNextTickAsync().AsTask()));
        (world.Time.GetUtcNow() - start).ShouldBe(TimeSpan.FromDays(7));
        world.RunFor(TimeSpan.FromHours(1));
        (world.Time.GetUtcNow() - start).ShouldBe(TimeSpan.FromDays(7) + TimeSpan.FromHours(1));
    }

    [Fact]
    public void Executor_WhenWorkIsQueued_RunsItAsOneStepByName()
    {
        var steps = new List<string>();
        var world = new SimulatedWorld(1) { OnStep = (_, name) => steps.Add(name) };
        world.Executor.Queue(() => steps.Add("ran"), "pump");
        world.RunUntilIdle();
        steps.ShouldBe(["pump", "ran"]);
    }

    private const long RecordedTrace = 4_355_232_828_681_059_261;

    private static (long Trace, long Steps, DateTimeOffset End) BusyHour(int seed)
    {
        var silo = new SimulatedSilo(seed);
        var world = silo.World;
        world.Run(() => Task.WhenAll(Enumerable.Range(0, 20).Select(Client)));
        world.RunFor(TimeSpan.FromHours(1));
        return (world.TraceHash, world.Steps, world.Time.GetUtcNow());

        async Task Client(int number)
        {
            for (var round = 0; round < 10; round++)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(world.Random.Next(100)), world.Time);
                await silo.Client.GetGrain<ICallerGrain>("c" + (number % 5)).IncrementAt("p" + (round % 3));
                await silo.Client.GetGrain<ICounterGrain>("n" + (number % 3)).Add(1);
                await silo.Client.GetGrain<IPersistentProbeGrain>("v").Append(number);
            }
        }
    }
}
