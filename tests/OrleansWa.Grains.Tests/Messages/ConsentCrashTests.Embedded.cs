using OrleansWa.Contracts;
using OrleansWa.Contracts.Directory;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Grains.Tests.Messages;

/// <summary>A word of consent is decided in one store and known in another: a crash between any two steps forgets it in none.</summary>
public sealed class ConsentCrashTests
{
    [Fact]
    public void OptOut_WhenTheSiloCrashesAtAnyStep_IsKnownAfterwards()
    {
        var steps = StepsOfOneOptOut();

        for (var crashAt = 1L; crashAt <= steps; crashAt++)
        {
            using var world = new SiloWorld(seed: 7);
            var clinic = new Clinic(world.Start(), "acme").Open();
            clinic.Receive(Clinic.Batch([clinic.Message(Sender.Ana, "sair")]));
            var first = world.World.Steps;
            world.World.CrashWhen(step => step >= first + crashAt);
            world.World.RunFor(TimeSpan.FromSeconds(5));
            world.World.CrashWhen(null);
            if (!world.Process.IsAlive)
            {
                world.AfterCrash();
                world.Start();
            }

            world.World.RunFor(TimeSpan.FromMinutes(2));

            OptedOutAt(world).ShouldNotBeNull($"crash at step {crashAt}");
            clinic.Chat(Sender.Ana).Count.ShouldBeLessThanOrEqualTo(1, $"crash at step {crashAt}");
        }
    }

    private static long StepsOfOneOptOut()
    {
        using var world = new SiloWorld(seed: 7);
        var clinic = new Clinic(world.Start(), "acme").Open();
        clinic.Receive(Clinic.Batch([clinic.Message(Sender.Ana, "sair")]));
        var before = world.World.Steps;
        world.World.RunUntilIdle();
        clinic.Chat(Sender.Ana).Count.ShouldBe(1);
        return world.World.Steps - before;
    }

    private static DateTimeOffset? OptedOutAt(SiloWorld world) => world.As("acme", async grains =>
        (await grains.GetGrain<IHistoryGrain>(GrainKeys.Tenant("acme")).Conversations(null, new PageRequest(10, null))).Items.Single().OptedOutAt);
}
