namespace OrleansWa.Grains.Tests.Runtime;

public sealed partial class LifeTests
{
    [Fact]
    public void Activation_WhenItFails_AllWaitingCallsGetItsExceptionAndTheNextTriesAgain()
    {
        using var silo = new SimulatedSilo();
        var grain = silo.Client.GetGrain<IFragileGrain>("a");
        silo.World.Run(async () =>
        {
            var calls = new[] { grain.Hello(), grain.Hello() };
            silo.Signals.Set("go on");
            foreach (var call in calls)
            {
                (await Should.ThrowAsync<KnownException>(call)).Message.ShouldBe("not yet");
            }

            silo.Signals.Log.ShouldContain("disposed");
            silo.Signals.Set("mended");
            (await grain.Hello()).ShouldBe("hello");
        });
    }

    [Fact]
    public void DeactivateOnIdle_WhenCalled_RunningRequestEndsAndTheNextActivationServes()
    {
        using var silo = new SimulatedSilo();
        var grain = silo.Client.GetGrain<IProbeGrain>("a");
        silo.World.Run(async () =>
        {
            var first = await grain.ActivationNumber();
            await grain.Leave();
            (await grain.ActivationNumber()).ShouldBe(first + 1);
            silo.Signals.Log.ShouldBe(["activated a 1", "deactivated a 1 ApplicationRequested", "activated a 2"]);
        });
    }

    [Fact]
    public void Deactivate_WhenRequestsWait_TheyMoveToTheNextActivation()
    {
        using var silo = new SimulatedSilo();
        var grain = silo.Client.GetGrain<IProbeGrain>("a");
        silo.World.Run(async () =>
        {
            var running = grain.Block("first");
            await silo.Signals.Wait("in first");
            var waiting = Enumerable.Range(0, 5).Select(_ => grain.Increment()).ToArray();
            var gone = silo.Deactivate(grain);
            var late = grain.Increment();
            silo.Signals.Set("first");
            (await running).ShouldBe("first");
            (await Task.WhenAll([.. waiting, late])).Order().ShouldBe([1, 2, 3, 4, 5, 6]);
            await gone;
        });
    }

    [Fact]
    public async Task Deactivation_WhenCallsRaceWithItOnTheThreadPool_NothingAcknowledgedIsLostAndNeverTwoActivations()
    {
        await using var silo = await PooledSilo.Start();
        var grain = silo.Client.GetGrain<IPersistentProbeGrain>("a");
        var acknowledged = await Task.WhenAll(Enumerable.Range(0, 300).Select(value => Task.Run(async () =>
        {
            await (value % 10 == 0 ? silo.Deactivate(grain) : Task.CompletedTask);
            return await AppendUntilTaken(grain, value);
        })));
        var stored = await grain.Values();
        acknowledged.Except(stored).ShouldBeEmpty();
        stored.Distinct().Count().ShouldBe(stored.Count, "a second activation would have met a version conflict");
    }

    [Fact]
    public void Idle_WhenNothingWasAskedForLong_ActivationIsCollected()
    {
        using var silo = new SimulatedSilo();
        var grain = silo.Client.GetGrain<IProbeGrain>("a");
        silo.World.Run(() => grain.Increment());
        silo.CollectIdle();
        silo.Signals.Log.ShouldContain("deactivated a 1 ActivationIdle");
        silo.World.Run(() => grain.ActivationNumber()).ShouldBe(2);
    }

    [Fact]
    public void Idle_WhenARequestRuns_IsNotIdle()
    {
        using var silo = new SimulatedSilo();
        var grain = silo.Client.GetGrain<IProbeGrain>("a");
        silo.World.Run(async () =>
        {
            _ = grain.Block("long");
            await silo.Signals.Wait("in long");
        });
        silo.CollectIdle();
        silo.Signals.Set("long");
        silo.World.Run(() => grain.ActivationNumber()).ShouldBe(1);
    }

    // A call that is passed from one ending activation to the next may be refused; then it has not run.
    private static async Task<int> AppendUntilTaken(IPersistentProbeGrain grain, int value)
    {
        while (true)
        {
            try
            {
                return await grain.Append(value);
            }
            catch (OrleansMessageRejectionException)
            {
                await Task.Yield();
            }
        }
    }
}
