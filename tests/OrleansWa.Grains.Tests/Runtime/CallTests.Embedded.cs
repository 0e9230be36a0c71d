namespace OrleansWa.Grains.Tests.Runtime;

public sealed partial class CallTests
{
    [Fact]
    public void Reference_WhenNoClassFits_Throws()
    {
        using var silo = new SimulatedSilo();
        var client = silo.Client;
        Should.Throw<ArgumentException>(() => client.GetGrain<IProbeGrain>("a", "Nothing")).Message.ShouldContain("0 grain classes");
        Should.Throw<ArgumentException>(() => client.GetGrain<ICounterGrain>(GrainId.Create("test.probe", "a"))).Message.ShouldContain("does not implement");
        Should.Throw<ArgumentException>(() => client.GetGrain(GrainId.Create("test.unknown", "a"))).Message.ShouldContain("test.unknown");
    }

    [Theory]
    [InlineData("unknown", "unknown text")]
    [InlineData("inner", "inner text")]
    public async Task Throw_WhenTypeMayNotCross_ItsMessageIsKept(string kind, string text)
    {
        await using var silo = await PooledSilo.Start();
        (await Should.ThrowAsync<CodecNotFoundException>(() => silo.Client.GetGrain<IProbeGrain>("a").Throw(kind))).Message.ShouldContain(text);
    }

    [Fact]
    public void Call_WhenMailboxIsFull_IsRefusedNamingTheGrain()
    {
        var silo = new SimulatedSilo(options: options => options.MailboxLimit = 2);
        var grain = silo.Client.GetGrain<IProbeGrain>("a");
        silo.World.Run(async () =>
        {
            var first = grain.Block("first");
            await silo.Signals.Wait("in first");
            var waiting = new[] { grain.Increment(), grain.Increment() };
            var error = await Should.ThrowAsync<LimitExceededException>(grain.Increment());
            error.Message.ShouldContain("test.probe/a");
            silo.Signals.Set("first");
            await first;
            (await Task.WhenAll(waiting)).ShouldBe([1, 2]);
        });
    }

    [Fact]
    public void Call_WhenNoAnswerComes_TimesOutNeverEarlyAndQueuedCallsNeverRun()
    {
        var silo = new SimulatedSilo();
        var grain = silo.Client.GetGrain<IProbeGrain>("a");
        var start = silo.World.Time.GetUtcNow();
        silo.World.Run(async () =>
        {
            var running = grain.Block("first");
            var waiting = grain.Increment();
            (await Should.ThrowAsync<TimeoutException>(running)).Message.ShouldContain("Block of grain test.probe/a");
            await Should.ThrowAsync<TimeoutException>(waiting);
            (silo.World.Time.GetUtcNow() - start).TotalSeconds.ShouldBeInRange(30, 32);
            silo.Signals.Set("first");
            (await grain.Increment()).ShouldBe(1, "the call that timed out in the queue must not have run");
            silo.Signals.Log.ShouldContain("end first", "a running request goes on");
        });
    }
}
