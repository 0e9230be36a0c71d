namespace OrleansWa.Grains.Tests.Runtime;

public sealed class ReminderTests : IDisposable
{
    private readonly SimulatedSilo _silo = new();

    public void Dispose() => _silo.Dispose();

    private ISleeperGrain Grain => _silo.Client.GetGrain<ISleeperGrain>("s");

    [Fact]
    public void Reminder_WhenRegistered_TicksInItsRhythmAndWakesTheGrain()
    {
        _silo.World.Run(() => Grain.Remind("r", TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30)));
        _silo.World.RunFor(TimeSpan.FromMinutes(66));
        _silo.Signals.Log.ShouldBe(["r 00:05:00", "r 00:35:00", "r 01:05:00"]);
    }

    [Fact]
    public void Reminder_WhenProcessRestarts_GoesOnInItsRhythm()
    {
        _silo.World.Run(async () =>
        {
            await Grain.Remind("early", TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(20));
            await Grain.Remind("late", TimeSpan.FromMinutes(50), TimeSpan.FromMinutes(60));
        });
        _silo.Process.Crash();
        _silo.World.RunFor(TimeSpan.FromMinutes(10));
        _silo.Signals.Log.ShouldBeEmpty();
        _silo.Restart();
        _silo.World.RunFor(TimeSpan.FromMinutes(45));
        _silo.Signals.Log.ShouldBe(["early 00:25:00", "early 00:45:00", "late 00:50:00"]);
    }

    [Fact]
    public void Reminder_WhenReplacedOrRemoved_OldTimesAreForgotten()
    {
        _silo.World.Run(async () =>
        {
            await Grain.Remind("b", TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(20));
            await Grain.Remind("a", TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(20));
            await Grain.Remind("b", TimeSpan.FromMinutes(7), TimeSpan.FromMinutes(100));
            (await Grain.Names()).ShouldBe("a,b");
            await Grain.Cancel("a");
            await Grain.Cancel("a");
            (await Grain.Names()).ShouldBe("b");
        });
        _silo.World.RunFor(TimeSpan.FromMinutes(60));
        _silo.Signals.Log.ShouldBe(["b 00:07:00"]);
        _silo.StoredReminders.ShouldBe(["b"]);
    }

    [Fact]
    public void Reminder_WhenTickFails_TicksAgain()
    {
        _silo.Signals.Set("fail reminders");
        _silo.World.Run(() => Grain.Remind("r", TimeSpan.Zero, TimeSpan.FromMinutes(1)));
        _silo.World.RunFor(TimeSpan.FromSeconds(61));
        _silo.Signals.Log.ShouldBe(["r 00:00:00", "r 00:01:00"]);
    }

    [Fact]
    public void Reminder_WhenRemovedWithinItsOwnTick_TicksNoMore()
    {
        _silo.Signals.Set("cancel reminders");
        _silo.World.Run(() => Grain.Remind("r", TimeSpan.Zero, TimeSpan.FromMinutes(1)));
        _silo.World.RunFor(TimeSpan.FromMinutes(10));
        _silo.Signals.Log.ShouldBe(["r 00:00:00"]);
    }

    [Fact]
    public void Reminder_WhenFarAway_TicksOnTime()
    {
        _silo.World.Run(() => Grain.Remind("r", TimeSpan.FromDays(100), TimeSpan.FromDays(1_000)));
        _silo.World.RunFor(TimeSpan.FromDays(101));
        _silo.Signals.Log.ShouldBe(["r 00:00:00"]);
    }

    [Theory]
    [InlineData(59, typeof(ArgumentException))]
    [InlineData(-1, typeof(ArgumentOutOfRangeException))]
    public void Reminder_WhenPeriodIsTooShort_Throws(int seconds, Type expected) => _silo.World.Run(async () =>
    {
        var failure = await Should.ThrowAsync<ArgumentException>(Grain.Remind("r", TimeSpan.Zero, TimeSpan.FromSeconds(seconds)));
        failure.ShouldBeOfType(expected);
    });
}
