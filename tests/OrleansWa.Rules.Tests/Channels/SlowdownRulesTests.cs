using OrleansWa.Contracts.Channels;
using OrleansWa.Grains.Channels;

namespace OrleansWa.Rules.Tests.Channels;

public sealed class SlowdownRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly ChannelProblem Spam = new("131048", "Spam limit", "Pause campaigns.");

    [Fact]
    public void After_WithEachComplaint_DoublesTheGapUpToFiveMinutes()
    {
        var gaps = new List<int>();
        Slowdown? slow = null;
        for (var complaint = 0; complaint < 8; complaint++)
        {
            slow = SlowdownRules.After(slow, Spam, Now);
            gaps.Add(slow.GapSeconds);
        }

        gaps.ShouldBe([10, 20, 40, 80, 160, 300, 300, 300]);
        slow!.Until.ShouldBe(Now.AddHours(3));
    }

    [Fact]
    public void Gap_WhenTheTimeIsOver_IsNone()
    {
        var slow = SlowdownRules.After(null, Spam, Now);

        SlowdownRules.Gap(slow, Now.AddHours(3).AddTicks(-1)).ShouldBe(TimeSpan.FromSeconds(10));
        SlowdownRules.Gap(slow, Now.AddHours(3)).ShouldBe(TimeSpan.Zero);
        SlowdownRules.Gap(null, Now).ShouldBe(TimeSpan.Zero);
        SlowdownRules.After(slow with { GapSeconds = 300 }, Spam, Now.AddHours(4)).GapSeconds.ShouldBe(10);
    }
}
