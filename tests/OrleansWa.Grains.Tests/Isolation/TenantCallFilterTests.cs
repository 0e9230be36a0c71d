using OrleansWa.Contracts;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Tenants;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Grains.Tests.Isolation;

public sealed class TenantCallFilterTests : IDisposable
{
    private readonly SiloWorld _world = new(seed: 1);

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Call_WhenTheGrainIsAnotherTenants_IsRefused()
    {
        new Clinic(_world.Start(), "acme").Open();

        Code(() => _world.As("evil", grains => grains.GetGrain<IChannelGrain>(GrainKeys.Channel("acme", "main")).Get())).ShouldBe("foreign_tenant");
    }

    [Fact]
    public void Call_WhenATenantAsksThePlatform_IsRefused()
    {
        _world.Start();

        Code(() => _world.As("evil", grains => grains.GetGrain<Contracts.Directory.IPlatformDirectoryGrain>(GrainKeys.Platform("directory")).Tenants(new PageRequest(10, null))))
            .ShouldBe("foreign_tenant");
    }

    [Fact]
    public void Call_WhenNoScopeWasEntered_IsRefused()
    {
        _world.Start();

        Code(() => _world.World.Run(() => _world.Grains.GetGrain<ITenantGrain>(GrainKeys.Tenant("acme")).Get())).ShouldBe("scope_missing");
    }

    [Fact]
    public void Tick_WhenAGrainsTimerFires_Passes()
    {
        var throttled = 1;
        _world.WhatsApp.OnSend = _ => throttled-- > 0
            ? new SendOutcome(SendResult.Rejected, Action: ErrorAction.Wait, Scope: ErrorScope.Channel, Error: new MessageError("130429", "Rate limit", "", "Wait."))
            : null;
        var clinic = new Clinic(_world.Start(), "acme").Open(Clinic.EchoFlow);
        clinic.Write("5511987654321", "oi");

        // Less than the minute after which a reminder would look.
        _world.World.RunFor(TimeSpan.FromSeconds(30));

        clinic.Chat("5511987654321").ShouldBe(["eco oi"]);
        _world.Log.Lines.ShouldNotContain(line => line.Contains("scope_missing", StringComparison.Ordinal));
    }

    [Fact]
    public void EveryGrain_WhenListed_HasAKeyWhoseScopeTheFilterSees()
    {
        foreach (var contract in typeof(GrainKeys).Assembly.GetTypes().Where(t => t.IsInterface && t.IsAssignableTo(typeof(IGrainWithStringKey))))
        {
            var name = contract.GetCustomAttributes(typeof(AliasAttribute), false).Cast<AliasAttribute>().Single().Alias;
            name.ShouldStartWith("wa.", customMessage: contract.Name);
        }

        foreach (var grain in typeof(Grains.Isolation.TenantCallFilter).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Grain))))
        {
            var type = grain.GetCustomAttributes(typeof(GrainTypeAttribute), false).ShouldHaveSingleItem($"{grain.Name} has no [GrainType]");
            type.ShouldNotBeNull();
        }
    }

    private static string Code(Action call) => Should.Throw<Exception>(call).InnerException.ShouldBeOfType<ProblemException>().Code;
}
