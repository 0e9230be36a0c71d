namespace OrleansWa.Grains.Tests.Runtime;

public sealed partial class TurnTests
{
    [Fact]
    public async Task Call_WhenManyCallAtOnce_OneActivationServesAll()
    {
        await using var silo = await PooledSilo.Start();
        var numbers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => silo.Client.GetGrain<IProbeGrain>("a").ActivationNumber())));
        numbers.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Call_WhenGrainIsNotReentrant_RequestsRunWholeOneAfterTheOther()
    {
        await using var silo = await PooledSilo.Start();
        var grain = silo.Client.GetGrain<IProbeGrain>("a");
        var results = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => Task.Run(grain.Increment)));
        results.Order().ShouldBe(Enumerable.Range(1, 500));
    }

    [Fact]
    public async Task Call_WhenGrainIsReentrant_TurnsStillNeverOverlap()
    {
        await using var silo = await PooledSilo.Start();
        var grain = silo.Client.GetGrain<IReentrantGrain>("a");
        var overlaps = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => grain.Churn(200))));
        overlaps.ShouldAllBe(count => count == 0);
    }

    [Fact]
    public async Task Call_WhenGrainIsReentrant_RequestsInterleaveAtAwaits()
    {
        await using var silo = await PooledSilo.Start();
        var grain = silo.Client.GetGrain<IReentrantGrain>("a");
        await Task.WhenAll(grain.Meet("left", "right"), grain.Meet("right", "left"));
    }

    [Fact]
    public void Call_WhenAnotherRequestWaits_TheNextOneWaitsToo()
    {
        using var silo = new SimulatedSilo();
        var grain = silo.Client.GetGrain<IProbeGrain>("a");
        silo.World.Run(async () =>
        {
            var first = grain.Block("first");
            await silo.Signals.Wait("in first");
            var second = grain.Block("second");
            await Task.Delay(TimeSpan.FromSeconds(1), silo.World.Time);
            silo.Signals.IsSet("in second").ShouldBeFalse();
            silo.Signals.Set("first");
            await first;
            silo.Signals.Set("second");
            (await second).ShouldBe("second");
        });
    }

    [Fact]
    public void Call_WhenMethodAlwaysInterleaves_ItRunsWhileAnotherRequestWaits()
    {
        using var silo = new SimulatedSilo();
        var grain = silo.Client.GetGrain<IProbeGrain>("a");
        silo.World.Run(async () =>
        {
            var blocked = grain.Block("first");
            await silo.Signals.Wait("in first");
            (await grain.Ping("x")).ShouldBe("pong x");
            silo.Signals.Set("first");
            await blocked;
        });
    }

    [Fact]
    public void Call_WhenMethodsAreReadOnly_TheyInterleaveWithEachOtherOnly()
    {
        using var silo = new SimulatedSilo();
        var grain = silo.Client.GetGrain<IProbeGrain>("a");
        silo.World.Run(async () =>
        {
            var first = grain.Read("r1");
            await silo.Signals.Wait("in r1");
            var second = grain.Read("r2");
            await silo.Signals.Wait("in r2");
            var write = grain.Write("w1").AsTask();
            silo.Signals.Set("r2");
            await second;
            await Task.Delay(TimeSpan.FromSeconds(1), silo.World.Time);
            silo.Signals.IsSet("in w1").ShouldBeFalse("a reader is still inside");
            var late = grain.Read("r3");
            await silo.Signals.Wait("in r3");
            silo.Signals.Set("r3");
            await late;
            silo.Signals.Set("r1");
            await silo.Signals.Wait("in w1");
            var afterwards = grain.Read("r4");
            await Task.Delay(TimeSpan.FromSeconds(1), silo.World.Time);
            silo.Signals.IsSet("in r4").ShouldBeFalse("a writer is inside");
            silo.Signals.Set("w1");
            silo.Signals.Set("r4");
            await Task.WhenAll(first, write, afterwards);
        });
    }

    [Fact]
    public async Task Call_WhenTaskIsNotAwaited_ItsContinuationsStayTurnsOfTheGrain()
    {
        await using var silo = await PooledSilo.Start();
        await silo.Client.GetGrain<IProbeGrain>("a").Forget("later");
        silo.Signals.Set("later");
        await silo.Signals.Wait("done later");
        silo.Signals.Log.ShouldContain(entry => entry.StartsWith("later True Activation", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Call_WhenOneWay_ReturnsAtOnceAndHidesTheException()
    {
        await using var silo = await PooledSilo.Start();
        await silo.Client.GetGrain<IProbeGrain>("a").Notify("heard");
        await silo.Signals.Wait("heard");
    }

    [Fact]
    public async Task Call_WhenStatelessWorkerIsBusy_OthersAreMadeUpToTheLimit()
    {
        await using var silo = await PooledSilo.Start();
        var grain = silo.Client.GetGrain<IWorkerGrain>("w");
        var calls = Enumerable.Range(0, 5).Select(index => grain.Work("s" + index)).ToArray();
        await Task.WhenAll(Enumerable.Range(1, 3).Select(number => silo.Signals.Wait("worker " + number)));
        Enumerable.Range(0, 5).ToList().ForEach(index => silo.Signals.Set("s" + index));
        (await Task.WhenAll(calls)).Distinct().Count().ShouldBe(3);
        (await grain.Work("s0")).ShouldBeInRange(1, 3);
    }
}
