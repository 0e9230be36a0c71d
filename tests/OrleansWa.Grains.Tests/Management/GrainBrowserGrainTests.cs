using Microsoft.Extensions.DependencyInjection;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Management;
using OrleansWa.Contracts.State;
using OrleansWa.Grains.Management;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Grains.Tests.Management;

public sealed class GrainBrowserGrainTests
{
    private static readonly PageRequest FirstPage = new(50, null);

    [Fact]
    public void List_WhenAGrainHasTwoStates_CountsItOnce()
    {
        using var world = new SiloWorld(seed: 1);
        world.Start();
        world.World.Run(async () =>
        {
            var states = world.Get<IStateStore>();
            await states.Write(new StateKey("wa.flow", "acme/a", "one"), 0, 1, "{}");
            await states.Write(new StateKey("wa.flow", "acme/a", "two"), 0, 1, "{}");
            await states.Write(new StateKey("wa.tenant", "acme/", "one"), 0, 1, "{}");
            return 0;
        });

        var first = world.AsPlatform(grains => Browser(grains).List(new ListGrains(null, "", new PageRequest(1, null))));
        var second = world.AsPlatform(grains => Browser(grains).List(new ListGrains(null, "", new PageRequest(1, first.Next))));

        first.Items.Select(row => row.State).ShouldBe(["one", "two"]);
        second.Items.Select(row => row.Grain).ShouldBe([new GrainName("wa.tenant", "acme/")]);
        second.Next.ShouldBeNull();
    }

    [Fact]
    public void Grain_WhenOnlyAnotherProgramKnowsItsType_IsShownAndNeverActive()
    {
        using var world = new SiloWorld(seed: 1);
        world.Start();
        world.World.Run(async () => await world.Get<IStateStore>().Write(new StateKey("wa.from-tomorrow", "acme/a", "state"), 0, 9, """{"new":true}"""));

        var row = world.AsPlatform(grains => Browser(grains).List(new ListGrains("wa.from-tomorrow", "", FirstPage))).Items.ShouldHaveSingleItem();
        var grain = world.AsPlatform(grains => Browser(grains).Get(row.Grain));

        world.AsPlatform(grains => Browser(grains).Types()).ShouldContain("wa.from-tomorrow");
        row.IsActive.ShouldBeFalse();
        grain.Activation.ShouldBeNull();
        grain.States.ShouldHaveSingleItem().Json.ShouldBe("""{"new":true}""");
        Code(() => world.AsPlatform(grains => Browser(grains).Deactivate(row.Grain))).ShouldBe("grain_type_unknown");
    }

    [Fact]
    public void Grain_WhenStatesAreElsewhere_SaysWhyAndStillShowsItsActivation()
    {
        using var world = new SiloWorld(seed: 1, configure: services =>
            services.AddSingleton<IStateCatalog>(new UnavailableStateCatalog("The states are in another table.")));
        new Clinic(world.Start(), "acme").Open();
        var tenant = new GrainName("wa.tenant", "acme/");

        var refusal = Refusal(() => world.AsPlatform(grains => Browser(grains).List(new ListGrains(null, "", FirstPage))));
        var grain = world.AsPlatform(grains => Browser(grains).Get(tenant));

        refusal.Code.ShouldBe("grain_state_elsewhere");
        refusal.Message.ShouldBe("The states are in another table.");
        grain.Activation.ShouldNotBeNull();
        grain.States.ShouldBeEmpty();
        grain.StatesUnavailable.ShouldBe("The states are in another table.");
        world.AsPlatform(grains => Browser(grains).Types()).ShouldContain("wa.tenant");
        world.AsPlatform(grains => Browser(grains).Deactivate(tenant)).ShouldBeTrue();
    }

    [Fact]
    public void Browser_WhenATenantAsks_IsRefused()
    {
        using var world = new SiloWorld(seed: 1);
        world.Start();

        Code(() => world.As("evil", grains => Browser(grains).Get(new GrainName("wa.tenant", "evil/")))).ShouldBe("foreign_tenant");
    }

    private static IGrainBrowserGrain Browser(IGrainFactory grains) => grains.GetGrain<IGrainBrowserGrain>(GrainKeys.Platform("grains"));

    private static ProblemException Refusal(Action call) => Should.Throw<Exception>(call).InnerException.ShouldBeOfType<ProblemException>();

    private static string Code(Action call) => Refusal(call).Code;
}
