using Microsoft.Extensions.DependencyInjection;

namespace OrleansWa.Grains.Tests.Runtime;

public sealed class RulesTests
{
    [Fact]
    public async Task Start_WhenGrainsBreakRules_FailsWithOneMessageListingAll()
    {
        await using var services = new ServiceCollection().AddEmbeddedRuntime().AddGrains(typeof(BadGrain), typeof(TwinGrain), typeof(ProbeGrain)).BuildServiceProvider();
        var start = services.GetRequiredService<EmbeddedSilo>().StartAsync(CancellationToken.None);
        var message = (await Should.ThrowAsync<InvalidOperationException>(start)).Message;
        message.ShouldContain("BadGrain is not sealed");
        message.ShouldContain("BadGrain has no [GrainType]");
        message.ShouldContain("keeps state 'bad' in storage 'nowhere', which is not registered");
        message.ShouldContain("IBadGrain has no [Alias]");
        message.ShouldContain("IBadGrain.NoAlias has no [Alias]");
        message.ShouldContain("IBadGrain.NoTask returns Int32");
        message.ShouldContain("IBadGrain.Unmarked: OrleansWa.Grains.Tests.Runtime.RulesTests+UnmarkedRecord has no [GenerateSerializer]");
        message.ShouldContain("TwinGrain and OrleansWa.Grains.Tests.Runtime.ProbeGrain have the same grain type 'test.probe'", customMessage: message);
        message.ShouldNotContain("IProbeGrain.");
    }

    [Fact]
    public async Task Scope_WhenGrainNeedsOne_IsItsOwnAndEndsWithIt()
    {
        var silo = await PooledSilo.Start(services => services.AddScoped<ScopedThing>().AddGrains(typeof(ScopedGrain)));
        var first = await silo.Client.GetGrain<IScopedGrain>("a").Thing();
        var second = await silo.Client.GetGrain<IScopedGrain>("b").Thing();
        first.ShouldNotBe(second);
        await silo.Silo.DeactivateAsync(silo.Client.GetGrain<IScopedGrain>("a").GetGrainId());
        silo.Signals.Log.ShouldContain($"disposed {first}");
        silo.Signals.Log.ShouldNotContain($"disposed {second}");
        await silo.DisposeAsync();
    }

    [Alias("test.scoped")]
    public interface IScopedGrain : IGrainWithStringKey
    {
        [Alias("Thing")]
        Task<int> Thing();
    }

    public interface IBadGrain : IGrainWithStringKey
    {
        Task NoAlias();

        [Alias("NoTask")]
        int NoTask();

        [Alias("Unmarked")]
        Task<List<UnmarkedRecord>> Unmarked();
    }

    [GrainType("test.scoped")]
    internal sealed class ScopedGrain(ScopedThing thing) : Grain, IScopedGrain
    {
        public Task<int> Thing() => Task.FromResult(thing.Number);
    }

    internal sealed class ScopedThing(Signals signals) : IDisposable
    {
        public int Number { get; } = signals.Next();

        public void Dispose() => signals.Log.Enqueue($"disposed {Number}");
    }

    public sealed record UnmarkedRecord;

    public class BadGrain([PersistentState("bad", "nowhere")] IPersistentState<List<int>> state) : Grain, IBadGrain
    {
        public Task NoAlias() => state.WriteStateAsync();

        public int NoTask() => 1;

        public Task<List<UnmarkedRecord>> Unmarked() => Task.FromResult<List<UnmarkedRecord>>([]);
    }

    [GrainType("test.probe")]
    internal sealed class TwinGrain : Grain, IScopedGrain
    {
        public Task<int> Thing() => Task.FromResult(0);
    }
}
