using Microsoft.Extensions.DependencyInjection;
using OrleansWa.EmbeddedRuntime.Simulation;

namespace OrleansWa.Grains.Tests.Runtime.Simulation;

public sealed class CrashTests
{
    [Fact]
    public void Crash_AtEveryStepOfAScenario_LosesNothingThatWasAcknowledged()
    {
        var crashes = 0;
        for (var step = 1; CrashAt(step); step++)
        {
            crashes = step;
        }

        crashes.ShouldBeGreaterThan(150);
    }

    [Fact]
    public void Crash_WhenCallsArePending_ClientsOutsideFindOut()
    {
        var silo = new SimulatedSilo();
        var grain = silo.Client.GetGrain<IProbeGrain>("a");
        silo.World.Run(async () =>
        {
            var running = grain.Block("never");
            var waiting = grain.Increment();
            await silo.Signals.Wait("in never");
            silo.Process.Crash();
            await Should.ThrowAsync<SiloUnavailableException>(running);
            await Should.ThrowAsync<SiloUnavailableException>(waiting);
            await Should.ThrowAsync<SiloUnavailableException>(grain.Increment());
        });
    }

    [Fact]
    public void Crash_WhenItHappens_NothingOfTheOldProcessRunsAnyMore()
    {
        var silo = new SimulatedSilo();
        silo.World.Run(() => silo.Client.GetGrain<ITimerGrain>("t").Start(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), true, false));
        var own = silo.Process.Run(async () =>
        {
            try
            {
                await Task.Delay(TimeSpan.FromSeconds(10), silo.Process.Time);
            }
            finally
            {
                silo.Signals.Set("finally");
            }
        });
        silo.World.Run(() => silo.Client.GetGrain<IProbeGrain>("a").Forget("late"));
        silo.World.RunFor(TimeSpan.FromSeconds(3.5));
        silo.Process.Crash();
        silo.Signals.Set("late");
        silo.World.RunFor(TimeSpan.FromHours(1));
        silo.Signals.Log.Count(entry => entry.StartsWith("tick", StringComparison.Ordinal)).ShouldBe(3);
        silo.Signals.IsSet("done late").ShouldBeFalse();
        silo.Signals.IsSet("finally").ShouldBeFalse();
        own.IsCompleted.ShouldBeFalse();
        silo.Process.IsAlive.ShouldBeFalse();
    }

    [Fact]
    public void Stop_WhenGraceful_DeactivatesAndDisposes()
    {
        var silo = new SimulatedSilo();
        silo.World.Run(() => silo.Client.GetGrain<IProbeGrain>("a").Increment());
        silo.Process.Stop();
        silo.Process.IsAlive.ShouldBeFalse();
        silo.Signals.Log.ShouldContain("deactivated a 1 ShuttingDown");
    }

    [Fact]
    public void Crash_WhenWithinTheStart_ProcessIsReturnedDead()
    {
        var silo = new SimulatedSilo();
        silo.Process.Crash();
        silo.World.CrashWhen(_ => true);
        silo.Restart();
        silo.Process.IsAlive.ShouldBeFalse();
        silo.Restart();
        silo.World.Run(() => silo.Client.GetGrain<IProbeGrain>("a").Increment()).ShouldBe(1);
    }

    /// <summary>True when the scenario was long enough to crash at this step.</summary>
    private static bool CrashAt(int step)
    {
        var silo = new SimulatedSilo(step, services => services.AddSingleton<IGrainStorage>(
            provider => new SlowStorage(provider.GetRequiredService<Stores>().States, provider.GetRequiredService<SimulatedWorld>())));
        var from = silo.World.Steps;
        silo.World.CrashWhen(now => now == from + step);
        var acknowledged = new List<int>();
        silo.World.Run(() => Task.WhenAll(Enumerable.Range(0, 4).Select(client => Client(silo, client, acknowledged))));
        var hasCrashed = !silo.Process.IsAlive;
        silo.World.CrashWhen(null);
        silo.Restart();
        var stored = silo.World.Run(() => silo.Client.GetGrain<IPersistentProbeGrain>("a").Values());
        acknowledged.Except(stored).ShouldBeEmpty($"crash at step {step}");
        stored.Distinct().Count().ShouldBe(stored.Count, $"crash at step {step}");
        return hasCrashed;
    }

    private static async Task Client(SimulatedSilo silo, int client, List<int> acknowledged)
    {
        try
        {
            for (var round = 0; round < 5; round++)
            {
                acknowledged.Add(await silo.Client.GetGrain<IPersistentProbeGrain>("a").Append((client * 100) + round));
            }
        }
        catch (SiloUnavailableException)
        {
            // The process is gone; what was acknowledged before must be stored.
        }
    }

    /// <summary>A store whose writes are durable some time before they are acknowledged, so that a crash can fall between.</summary>
    private sealed class SlowStorage(InMemoryGrainStorage inner, SimulatedWorld world) : IGrainStorage
    {
        public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            await Wait();
            await inner.ReadStateAsync(stateName, grainId, grainState);
        }

        public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            await Wait();
            await inner.WriteStateAsync(stateName, grainId, grainState);
            await Wait();
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            inner.ClearStateAsync(stateName, grainId, grainState);

        private Task Wait() => Task.Delay(TimeSpan.FromMilliseconds(world.Random.Next(1, 5)), world.Time);
    }
}
