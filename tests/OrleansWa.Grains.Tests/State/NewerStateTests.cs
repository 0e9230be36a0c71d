using OrleansWa.Contracts;
using OrleansWa.Contracts.State;
using OrleansWa.Contracts.Tenants;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Grains.Tests.State;

/// <summary>A program put back to an older version must not misread, and not overwrite, what the newer one stored.</summary>
public sealed class NewerStateTests : IDisposable
{
    private readonly SiloWorld _world = new(seed: 1);

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Call_WhenANewerProgramWroteTheState_SaysOfWhichGrain_AndLeavesItAsItIs()
    {
        new Clinic(_world.Start(), "acme").Open();
        _world.Restart();
        var key = new StateKey("wa.tenant", GrainKeys.Tenant("acme"), "tenant");
        var states = _world.Get<IStateStore>();
        var stored = _world.World.Run(async () =>
        {
            var present = (await states.Read(key))!;
            await states.Write(key, present.Version, 99, present.Json);
            return (await states.Read(key))!;
        });

        var refused = _world.As("acme", grains =>
            Should.ThrowAsync<OrleansException>(grains.GetGrain<ITenantGrain>(GrainKeys.Tenant("acme")).Get()));

        refused.ToString().ShouldContain($"The state 'tenant' of grain wa.tenant {key.GrainKey} has schema 99");
        refused.ToString().ShouldContain("Run that one, or restore a backup from before it.");
        _world.World.Run(async () => await states.Read(key)).ShouldBe(stored);
    }
}
