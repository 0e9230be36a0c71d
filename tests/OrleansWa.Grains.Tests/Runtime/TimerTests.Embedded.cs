namespace OrleansWa.Grains.Tests.Runtime;

public sealed partial class TimerTests
{
    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public void Timer_WhenTicking_KeepsGrainFromIdlenessOnlyIfAsked(bool keepAlive, int gone)
    {
        _silo.World.Run(() => Grain.Start(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), keepAlive, false));
        _silo.World.RunFor(TimeSpan.FromHours(1));
        _silo.Signals.Log.Count(entry => entry.StartsWith("gone", StringComparison.Ordinal)).ShouldBe(gone);
    }
}
