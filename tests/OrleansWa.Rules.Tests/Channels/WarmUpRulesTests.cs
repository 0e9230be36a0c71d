using OrleansWa.Grains.Channels;

namespace OrleansWa.Rules.Tests.Channels;

public sealed class WarmUpRulesTests
{
    private static readonly DateOnly First = new(2026, 2, 27);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 3)]
    [InlineData(365, 366)]
    [InlineData(-1, 1)]
    public void Day_AfterTheFirstConnection_CountsFromOne(int daysLater, int expected) =>
        WarmUpRules.Day(First, First.AddDays(daysLater)).ShouldBe(expected);

    [Fact]
    public void Day_BeforeTheFirstConnection_IsZero() => WarmUpRules.Day(null, First).ShouldBe(0);
}
