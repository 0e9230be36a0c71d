namespace OrleansWa.Grains.Tests.Runtime;

public sealed partial class LifeTests
{
    [Fact]
    public void Deactivate_WhenARequestNeverEnds_GoesOnAfterTheTimeout()
    {
        var silo = new SimulatedSilo();
        var grain = silo.Client.GetGrain<IProbeGrain>("a");
        silo.World.Run(async () =>
        {
            var stuck = grain.Block("never");
            await silo.Signals.Wait("in never");
            await silo.Silo.DeactivateAsync(grain.GetGrainId());
            (await grain.ActivationNumber()).ShouldBe(2);
            await Should.ThrowAsync<TimeoutException>(stuck);
        });
    }

    [Fact]
    public void Idle_WhenAgeHasPassed_ActivationIsCollected()
    {
        var silo = new SimulatedSilo();
        var grain = silo.Client.GetGrain<IProbeGrain>("a");
        silo.World.Run(() => grain.Increment());
        silo.World.RunFor(TimeSpan.FromMinutes(14));
        silo.Silo.GetActivations().Count.ShouldBe(1);
        silo.World.RunFor(TimeSpan.FromMinutes(3));
        silo.Silo.GetActivations().ShouldBeEmpty();
        silo.Signals.Log.ShouldContain("deactivated a 1 ActivationIdle");
    }

    [Fact]
    public void Idle_WhenUsedOrDelayed_ActivationStays()
    {
        var silo = new SimulatedSilo();
        var used = silo.Client.GetGrain<IProbeGrain>("used");
        var delayed = silo.Client.GetGrain<ITimerGrain>("delayed");
        silo.World.Run(() => delayed.Delay(TimeSpan.FromHours(1)));
        for (var round = 0; round < 5; round++)
        {
            silo.World.Run(() => used.Increment());
            silo.World.RunFor(TimeSpan.FromMinutes(10));
        }

        silo.Silo.GetActivations().Select(activation => activation.GrainId.Key.ToString()).ShouldBe(["used", "delayed"]);
        silo.World.RunFor(TimeSpan.FromMinutes(30));
        silo.Silo.GetActivations().ShouldBeEmpty();
    }

    [Fact]
    public void Idle_WhenARequestRuns_ActivationStays()
    {
        var silo = new SimulatedSilo();
        var grain = silo.Client.GetGrain<IProbeGrain>("a");
        silo.World.Run(async () =>
        {
            var running = grain.Block("long");
            await Should.ThrowAsync<TimeoutException>(running);
            await Task.Delay(TimeSpan.FromHours(2), silo.World.Time);
            silo.Silo.GetActivations().Single().Running.ShouldBe(1);
            silo.Signals.Set("long");
            (await grain.ActivationNumber()).ShouldBe(1);
        });
    }

    [Fact]
    public void GetActivations_WhenGrainsAreActive_DescribesThem()
    {
        var silo = new SimulatedSilo();
        silo.World.Run(() => silo.Client.GetGrain<IProbeGrain>("b").Increment());
        silo.World.RunFor(TimeSpan.FromMinutes(1));
        silo.World.Run(() => silo.Client.GetGrain<ICounterGrain>("a").Get());
        var (counter, probe) = (silo.Silo.GetActivations()[0], silo.Silo.GetActivations()[1]);
        counter.GrainId.ToString().ShouldBe("test.counter/a");
        probe.ClassName.ShouldBe(typeof(ProbeGrain).FullName);
        probe.Status.ShouldBe(ActivationStatus.Active);
        (counter.Since - probe.Since).ShouldBe(TimeSpan.FromMinutes(1));
        (counter.LastUsed - probe.LastUsed).ShouldBe(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void GetActivations_WhenOneGrainIsAskedFor_DescribesItUntilItIsGone()
    {
        var silo = new SimulatedSilo();
        var grain = silo.Client.GetGrain<IProbeGrain>("a");
        silo.World.Run(async () =>
        {
            silo.Silo.GetActivations(grain.GetGrainId()).ShouldBeEmpty();
            var running = grain.Block("turn");
            await silo.Signals.Wait("in turn");
            silo.Silo.GetActivations(grain.GetGrainId()).ShouldHaveSingleItem().Running.ShouldBe(1);
            var gone = silo.Silo.DeactivateAsync(grain.GetGrainId());
            silo.Silo.GetActivations(grain.GetGrainId()).ShouldHaveSingleItem().Status.ShouldBe(ActivationStatus.Deactivating, "its present turn ends first");
            silo.Signals.Set("turn");
            await running;
            await gone;
            silo.Silo.GetActivations(grain.GetGrainId()).ShouldBeEmpty();
        });
    }

    [Fact]
    public void Deactivation_WhenCallsRaceWithItOn200Seeds_NoneIsLostAndNeverTwoActivations()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var silo = new SimulatedSilo(seed);
            var grain = silo.Client.GetGrain<IPersistentProbeGrain>("a");
            var values = silo.World.Run(async () =>
            {
                var calls = Enumerable.Range(0, 20).Select(grain.Append).ToArray();
                var gone = Enumerable.Range(0, 5).Select(_ => LeaveLater()).ToArray();
                await Task.WhenAll(calls);
                await Task.WhenAll(gone);
                return await grain.Values();
            });
            values.Order().ShouldBe(Enumerable.Range(0, 20), $"seed {seed}");

            async Task LeaveLater()
            {
                await Task.Delay(TimeSpan.FromMilliseconds(silo.World.Random.Next(60)), silo.World.Time);
                await silo.Silo.DeactivateAsync(grain.GetGrainId());
            }
        }
    }

    [Fact]
    public void Stop_WhenRequestsRun_TheyEndAndMayStillCallOthers()
    {
        var silo = new SimulatedSilo();
        var caller = silo.Client.GetGrain<ICallerGrain>("c");
        silo.World.Run(async () =>
        {
            var running = caller.CallThenWait("hold", "target");
            await silo.Signals.Wait("in hold");
            var stopping = silo.Silo.StopAsync(CancellationToken.None);
            await Should.ThrowAsync<SiloUnavailableException>(caller.IncrementAt("x"));
            silo.Signals.Set("hold");
            (await running).ShouldBe(1);
            await stopping;
            silo.Signals.Log.ShouldContain("deactivated target 1 ShuttingDown");
            silo.Silo.GetActivations().ShouldBeEmpty();
            await Should.ThrowAsync<SiloUnavailableException>(caller.IncrementAt("x"));
        });
    }

    [Fact]
    public void Stop_WhenARequestNeverEnds_IsBoundedAndItsCallerFindsOut()
    {
        var silo = new SimulatedSilo(options: options => options.ResponseTimeout = TimeSpan.FromHours(1));
        var grain = silo.Client.GetGrain<IProbeGrain>("a");
        var start = silo.World.Time.GetUtcNow();
        silo.World.Run(async () =>
        {
            var stuck = grain.Block("never");
            await silo.Signals.Wait("in never");
            await silo.Silo.StopAsync(CancellationToken.None);
            await Should.ThrowAsync<SiloUnavailableException>(stuck);
        });
        (silo.World.Time.GetUtcNow() - start).ShouldBe(TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public async Task GetActivations_WhenRequestsWait_CountsThem()
    {
        await using var silo = await PooledSilo.Start();
        var grain = silo.Client.GetGrain<IWorkerGrain>("w");
        var calls = Enumerable.Range(0, 5).Select(index => grain.Work("s" + index)).ToArray();
        await Task.WhenAll(Enumerable.Range(1, 3).Select(number => silo.Signals.Wait("worker " + number)));
        silo.Silo.GetActivations().Count.ShouldBe(3);
        silo.Silo.GetActivations().Sum(activation => activation.QueueLength).ShouldBe(2);
        Enumerable.Range(0, 5).ToList().ForEach(index => silo.Signals.Set("s" + index));
        await Task.WhenAll(calls);
    }
}
