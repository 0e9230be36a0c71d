using OrleansWa.Contracts;
using OrleansWa.Contracts.State;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Grains.Tests.Channels;

/// <summary>Reminders are never moved: a database that comes from the other runtime, or a lost Redis, has none.</summary>
public sealed class LostReminderTests : IDisposable
{
    private readonly SiloWorld _world = new(seed: 1);

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Start_WhenTheReminderOfAChannelIsLost_MakesItAnewForThoseThatRun()
    {
        new Clinic(_world.Start(), "acme").Open();
        var stopped = new Clinic(_world, "other").Open();
        _world.As("other", _ => stopped.Channel.Stop());
        _world.World.Run(async () => await _world.Get<IReminderRowStore>().Remove("wa.channel", GrainKeys.Channel("acme", "main"), "session")).ShouldBeTrue();

        _world.Restart();
        _world.World.RunUntilIdle();

        _world.World.Run(async () => await _world.Get<IReminderRowStore>().ReadAll()).ShouldHaveSingleItem().GrainKey.ShouldBe(GrainKeys.Channel("acme", "main"));
    }
}
