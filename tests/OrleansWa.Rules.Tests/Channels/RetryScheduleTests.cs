using OrleansWa.Grains.Channels;

namespace OrleansWa.Rules.Tests.Channels;

public sealed class RetryScheduleTests
{
    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(3, 8)]
    [InlineData(7, 128)]
    [InlineData(8, 256)]
    [InlineData(9, 300)]
    [InlineData(int.MaxValue, 300)]
    [InlineData(0, 2)]
    [InlineData(-1, 2)]
    public void Delay_AtTheTopOfChance_DoublesUpToFiveMinutes(int attempt, int seconds) =>
        RetrySchedule.Delay(attempt, 1).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.25, 2)]
    [InlineData(0.5, 4)]
    [InlineData(-1, 0)]
    [InlineData(7, 8)]
    public void Delay_IsFullyJittered(double chance, int seconds) => RetrySchedule.Delay(3, chance).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 4)]
    [InlineData(2, 16)]
    [InlineData(4, 256)]
    [InlineData(5, 600)]
    [InlineData(1_000, 600)]
    public void PairWait_IsFourToTheX(int waits, int seconds) => RetrySchedule.PairWait(waits).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 10)]
    [InlineData(5, 160)]
    [InlineData(6, 300)]
    [InlineData(1_000, 300)]
    public void ChannelWait_DoublesUpToFiveMinutes(int waits, int seconds) =>
        RetrySchedule.ChannelWait(waits).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData(-10, 0)]
    [InlineData(0, 0)]
    [InlineData(0.9, 0)]
    [InlineData(1, 1)]
    [InlineData(4.9, 1)]
    [InlineData(5, 2)]
    [InlineData(21, 3)]
    [InlineData(1e9, 64)]
    public void WaitsWithin_CountsTheWaitsThatHavePassed(double elapsedSeconds, int expected) =>
        RetrySchedule.WaitsWithin(TimeSpan.FromSeconds(elapsedSeconds), RetrySchedule.PairWait).ShouldBe(expected);
}
