using OrleansWa.Grains.Channels;

namespace OrleansWa.Rules.Tests.Channels;

public sealed class QuotaRulesTests
{
    private const string Today = "2026-03-10";

    [Theory]
    [InlineData(0, 100, 1, 50)]
    [InlineData(0, 100, 50, 50)]
    [InlineData(0, 100, 51, 100)]
    [InlineData(50, 100, 1, 50)]
    [InlineData(80, 100, 1, 20)]
    [InlineData(0, 30, 1, 30)]
    [InlineData(0, 130, 500, 130)]
    [InlineData(100, 100, 1, 0)]
    [InlineData(0, 0, 1, 0)]
    [InlineData(0, -5, 1, 0)]
    [InlineData(0, 100, 0, 0)]
    [InlineData(0, 100, -1, 0)]
    public void Reserve_TakesWholeBlocksWithinTheLimit(int reserved, int limit, int wanted, int granted)
    {
        var (next, got) = QuotaRules.Reserve(new QuotaState(Today, reserved), limit, Today, wanted);

        got.ShouldBe(granted);
        next.ShouldBe(new QuotaState(Today, reserved + granted));
    }

    [Fact]
    public void Reserve_WhenTheLimitWasLoweredBelowWhatIsReserved_GrantsNothing()
    {
        var state = new QuotaState(Today, 400);

        QuotaRules.Reserve(state, 100, Today, 1).ShouldBe((state, 0));
    }

    [Fact]
    public void Reserve_WithoutLimit_CountsAllTheSame()
    {
        QuotaRules.Reserve(new QuotaState(Today, 950), null, Today, 60).ShouldBe((new QuotaState(Today, 1050), 100));
        QuotaRules.Reserve(new QuotaState(Today, int.MaxValue - 10), null, Today, int.MaxValue).Granted.ShouldBe(10);
    }

    [Fact]
    public void Reserve_WithABlockThatMakesNoSense_TakesOneByOne() =>
        QuotaRules.Reserve(QuotaState.Empty, 100, Today, 3, block: 0).Granted.ShouldBe(3);

    [Fact]
    public void Reserve_OnANewDay_BeginsAnew() =>
        QuotaRules.Reserve(new QuotaState("2026-03-09", 100), 100, Today, 1).ShouldBe((new QuotaState(Today, 50), 50));

    [Fact]
    public void Reserve_WhenTheClockWentBackADay_GrantsNothingAndKeepsTheLaterDay()
    {
        var state = new QuotaState("2026-03-11", 10);

        QuotaRules.Reserve(state, 100, Today, 1).ShouldBe((state, 0));
    }

    [Theory]
    [InlineData("2026-03-10", true)]
    [InlineData("2026-03-09", false)]
    [InlineData("2026-03-11", false)]
    [InlineData(null, false)]
    public void IsSpendable_OnlyOnTheDayItWasTakenFor(string? day, bool expected) =>
        QuotaRules.IsSpendable(new QuotaState(day, 10), Today).ShouldBe(expected);
}
