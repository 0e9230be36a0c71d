namespace OrleansWa.Grains.Tests.Runtime;

public sealed partial class TimerTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly SimulatedSilo _silo = new();

    public void Dispose() => _silo.Dispose();

    private ITimerGrain Grain => _silo.Client.GetGrain<ITimerGrain>("t");

    [Fact]
    public void Timer_WhenStarted_TicksAtDueTimeAndThenEachPeriod()
    {
        _silo.World.Run(() => Grain.Start(2 * Second, 5 * Second, false, false));
        _silo.World.RunFor(13 * Second);
        _silo.Signals.Log.ShouldBe(["tick 2", "tick 7", "tick 12"]);
    }

    [Fact]
    public void Timer_WhenChangedOrDisposed_FollowsAtOnce()
    {
        _silo.World.Run(() => Grain.Start(2 * Second, 5 * Second, false, false));
        _silo.World.RunFor(3 * Second);
        _silo.World.Run(() => Grain.Change(1 * Second, 10 * Second));
        _silo.World.RunFor(12 * Second);
        _silo.World.Run(() => Grain.Stop());
        _silo.World.RunFor(60 * Second);
        _silo.Signals.Log.ShouldBe(["tick 2", "tick 4", "tick 14"]);
    }

    [Fact]
    public void Timer_WhenPeriodIsInfinite_TicksOnce()
    {
        _silo.World.Run(() => Grain.Start(2 * Second, Timeout.InfiniteTimeSpan, false, false));
        _silo.World.RunFor(60 * Second);
        _silo.Signals.Log.ShouldBe(["tick 2"]);
    }

    [Fact]
    public void Timer_WhenTickFails_TicksAgain()
    {
        _silo.Signals.Set("fail ticks");
        _silo.World.Run(() => Grain.Start(2 * Second, 2 * Second, false, false));
        _silo.World.RunFor(5 * Second);
        _silo.Signals.Log.ShouldBe(["tick 2", "tick 4"]);
    }

    [Fact]
    public void Timer_WhenARequestRuns_TickWaitsUnlessItInterleaves()
    {
        _silo.World.Run(async () =>
        {
            await Grain.Start(2 * Second, 60 * Second, false, false);
            var holding = Grain.Hold("hold");
            await Task.Delay(5 * Second, _silo.World.Time);
            _silo.Signals.Log.ShouldBeEmpty();
            _silo.Signals.Set("hold");
            await holding;
        });
        _silo.World.RunUntilIdle();
        _silo.Signals.Log.ShouldBe(["tick 5"]);
        _silo.World.Run(async () =>
        {
            await Grain.Start(2 * Second, 60 * Second, false, true);
            var holding = Grain.Hold("hold again");
            await Task.Delay(3 * Second, _silo.World.Time);
            _silo.Signals.Log.ShouldBe(["tick 5", "tick 7"]);
            _silo.Signals.Set("hold again");
            await holding;
        });
    }

    [Fact]
    public void Timer_WhenActivationGoes_DiesWithIt()
    {
        _silo.World.Run(async () =>
        {
            await Grain.Start(2 * Second, 2 * Second, false, false);
            await Task.Delay(3 * Second, _silo.World.Time);
            await Grain.Leave();
            await Grain.Delay(TimeSpan.Zero);
        });
        _silo.World.RunFor(60 * Second);
        _silo.Signals.Log.ShouldBe(["tick 2", "gone 3"]);
    }

    [Fact]
    public void Timer_WhenTimesAreInvalid_Throws() =>
        _silo.World.Run(() => Should.ThrowAsync<ArgumentOutOfRangeException>(Grain.Start(-2 * Second, Second, false, false)));
}
