using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansWa.Grains.Tests.Runtime;

public sealed partial class CallTests
{
    [Fact]
    public void Reference_WhenSameGrain_EqualsAndKnowsItsIdentity()
    {
        using var silo = new SimulatedSilo();
        var client = silo.Client;
        var grain = client.GetGrain<IProbeGrain>("tenant/a");
        grain.ShouldBe(client.GetGrain<IProbeGrain>("tenant/a"));
        grain.GetHashCode().ShouldBe(client.GetGrain<IProbeGrain>("tenant/a").GetHashCode());
        grain.ShouldNotBe(client.GetGrain<IProbeGrain>("tenant/b"));
        grain.GetPrimaryKeyString().ShouldBe("tenant/a");
        grain.GetGrainId().ShouldBe(GrainId.Create("test.probe", "tenant/a"));
        client.GetGrain<IProbeGrain>(grain.GetGrainId()).ShouldBe(grain);
        client.GetGrain(grain.GetGrainId()).AsReference<IProbeGrain>().ShouldBe(grain);
        client.GetGrain(typeof(IProbeGrain), "tenant/a").ShouldBe(grain);
        client.GetGrain<IProbeGrain>("tenant/a", "OrleansWa.Grains.Tests").ShouldBe(grain);
    }

    [Fact]
    public void Reference_WhenTheKeyIsEmpty_Throws()
    {
        using var silo = new SimulatedSilo();
        Should.Throw<ArgumentException>(() => silo.Client.GetGrain<IProbeGrain>(" "));
    }

    [Fact]
    public async Task Reference_WhenGrainGivesItsOwn_OthersCanCallIt()
    {
        await using var silo = await PooledSilo.Start();
        var grain = silo.Client.GetGrain<ICallerGrain>("a");
        (await grain.Self()).ShouldBe(grain);
    }

    [Fact]
    public async Task RequestContext_WhenSetByCaller_FlowsThroughCallsAndNotBack()
    {
        await using var silo = await PooledSilo.Start();
        RequestContext.Set("tenant", "t1");
        (await silo.Client.GetGrain<ICallerGrain>("a").CallContext("tenant")).ShouldBe("t1");
        RequestContext.Get("tenant").ShouldBe("t1");
        RequestContext.Clear();
        (await silo.Client.GetGrain<IProbeGrain>("context").Context("tenant", null)).ShouldBeNull("what a request set must not leak into the next");
    }

    [Fact]
    public void RequestContext_WhenValuesAreRemoved_TheOthersStay()
    {
        RequestContext.Clear();
        RequestContext.Set("a", 1);
        RequestContext.Set("b", 2);
        RequestContext.Remove("a").ShouldBeTrue();
        RequestContext.Remove("a").ShouldBeFalse();
        RequestContext.Keys.ShouldBe(["b"]);
        RequestContext.Entries.Single().Value.ShouldBe(2);
        RequestContext.Clear();
        RequestContext.Get("b").ShouldBeNull();
    }

    [Fact]
    public async Task Activity_WhenCallerHasOne_TheGrainWorksInItsTrace()
    {
        await using var silo = await PooledSilo.Start();
        // Orleans carries a trace only where somebody listens.
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("Microsoft.Orleans", StringComparison.Ordinal),
            Sample = static (ref _) => ActivitySamplingResult.PropagationData,
        };
        ActivitySource.AddActivityListener(listener);
        using var activity = new Activity("caller").Start();
        (await silo.Client.GetGrain<ICallerGrain>("a").TraceId()).ShouldBe(activity.TraceId.ToString());
    }

    [Fact]
    public async Task Throw_WhenTypeIsKnown_TheExceptionItselfArrives()
    {
        await using var silo = await PooledSilo.Start();
        var grain = silo.Client.GetGrain<IProbeGrain>("a");
        (await Should.ThrowAsync<InvalidOperationException>(() => grain.Throw("system"))).Message.ShouldBe("system text");
        (await Should.ThrowAsync<KnownException>(() => grain.Throw("own"))).Message.ShouldBe("own text");
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("inner")]
    public async Task Throw_WhenTypeMayNotCross_CodecNotFoundNamesIt(string kind)
    {
        await using var silo = await PooledSilo.Start();
        var error = await Should.ThrowAsync<CodecNotFoundException>(() => silo.Client.GetGrain<IProbeGrain>("a").Throw(kind));
        error.Message.ShouldContain(typeof(UnknownException).FullName!);
    }

    [Fact]
    public async Task Call_WhenNoAnswerComes_TimesOutAndQueuedCallsNeverRun()
    {
        await using var silo = await PooledSilo.Start(callTimeout: TimeSpan.FromSeconds(3));
        var grain = silo.Client.GetGrain<IProbeGrain>("a");
        var running = grain.Block("first");
        await silo.Signals.Wait("in first");
        var waiting = grain.Increment();
        await Should.ThrowAsync<TimeoutException>(running);
        await Should.ThrowAsync<TimeoutException>(waiting);
        silo.Signals.Set("first");
        (await grain.Increment()).ShouldBe(1, "the call that timed out in the queue must not have run");
        silo.Signals.Log.ShouldContain("end first", "a running request goes on");
    }

    [Fact]
    public void Cancellation_WhenCallerCancels_CallerStopsWaitingAndTheGrainSeesIt()
    {
        using var silo = new SimulatedSilo();
        var grain = silo.Client.GetGrain<IProbeGrain>("a");
        silo.World.Run(async () =>
        {
            using var cancellation = new CancellationTokenSource(TimeSpan.FromSeconds(5), silo.World.Time);
            await Should.ThrowAsync<OperationCanceledException>(grain.Block("never", cancellation.Token));
            (await grain.Increment()).ShouldBe(1, "the grain is free again");
            await Should.ThrowAsync<OperationCanceledException>(grain.Block("never", new CancellationToken(true)));
        });
    }

    [Fact]
    public async Task Filter_WhenRegistered_SeesAndMayChangeEveryCall()
    {
        await using var silo = await PooledSilo.Start(services => services.AddSingleton<IIncomingGrainCallFilter, RecordingFilter>());
        (await silo.Client.GetGrain<IProbeGrain>("a").Ping("x")).ShouldBe("filtered pong y");
        await silo.Client.GetGrain<ICallerGrain>("c").IncrementAt("b");
        silo.Signals.Log.ShouldContain("client -> test.probe/a Ping Ping 1 ProbeGrain");
        silo.Signals.Log.ShouldContain("test.caller/c -> test.probe/b Increment Increment 0 ProbeGrain");
    }

    [Fact]
    public async Task Filter_WhenItRefuses_TheGrainDoesNotRun()
    {
        await using var silo = await PooledSilo.Start(services => services.AddSingleton<IIncomingGrainCallFilter, RefusingFilter>());
        await Should.ThrowAsync<UnauthorizedAccessException>(() => silo.Client.GetGrain<IProbeGrain>("forbidden").Increment());
        (await silo.Client.GetGrain<IProbeGrain>("allowed").Increment()).ShouldBe(1);
        await Should.ThrowAsync<KnownException>(() => silo.Client.GetGrain<IProbeGrain>("allowed").Throw("own"));
    }

    private sealed class RecordingFilter(Signals signals) : IIncomingGrainCallFilter
    {
        public async Task Invoke(IIncomingGrainCallContext context)
        {
            var source = context.SourceId is { } id && !id.Type.ToString()!.StartsWith("sys.", StringComparison.Ordinal) ? id.ToString() : "client";
            signals.Log.Enqueue(
                $"{source} -> {context.TargetId} {context.MethodName} {context.ImplementationMethod.Name} {context.Request.GetArgumentCount()} {context.Grain.GetType().Name}");
            if (context.MethodName == "Ping")
            {
                context.Request.SetArgument(0, "y");
            }

            await context.Invoke();
            context.Result = context.MethodName == "Ping" ? "filtered " + context.Result : context.Result;
        }
    }

    private sealed class RefusingFilter : IIncomingGrainCallFilter
    {
        public Task Invoke(IIncomingGrainCallContext context) =>
            context.TargetId.Key.ToString() == "forbidden" ? throw new UnauthorizedAccessException() : context.Invoke();
    }
}
