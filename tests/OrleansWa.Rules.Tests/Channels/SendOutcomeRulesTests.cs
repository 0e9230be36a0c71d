using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Messages;
using OrleansWa.Grains.Channels;

namespace OrleansWa.Rules.Tests.Channels;

public sealed class SendOutcomeRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly MessageError Error = new("131000", "Something went wrong", "details", "Wait and try again.");

    [Fact]
    public void Decide_WhenAccepted_IsSent() =>
        Decide(new SendOutcome(SendResult.Accepted, "wamid.1")).ShouldBe(new SendDecision(MessageStatus.Sent));

    [Theory]
    [InlineData(SendResult.Unknown)]
    [InlineData(SendResult.None)]
    [InlineData((SendResult)99)]
    public void Decide_WhenTheAnswerNeverCame_IsUnknownAndNeverTriedAgain(SendResult result)
    {
        var decision = Decide(new SendOutcome(result, Action: ErrorAction.Retry));

        decision.Status.ShouldBe(MessageStatus.OutcomeUnknown);
        decision.DueAt.ShouldBeNull();
        decision.Error.ShouldNotBeNull().Code.ShouldBe("outcome_unknown");
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(7, 128)]
    public void Decide_WhenRetryMayHelp_TriesAgainWithBackoff(int attempts, int seconds) =>
        Decide(Rejected(ErrorAction.Retry), attempts)
            .ShouldBe(new SendDecision(MessageStatus.Pending, Now.AddSeconds(seconds), Error: Error));

    [Fact]
    public void Decide_WhenRejectedWithoutAdvice_TriesAgain() => Decide(Rejected(ErrorAction.None)).Status.ShouldBe(MessageStatus.Pending);

    [Theory]
    [InlineData(8)]
    [InlineData(9)]
    public void Decide_AfterTheLastTry_IsDeadWithReasonAndRemedy(int attempts)
    {
        var decision = Decide(Rejected(ErrorAction.Retry), attempts);

        decision.Status.ShouldBe(MessageStatus.Dead);
        decision.DueAt.ShouldBeNull();
        decision.Error.ShouldBe(Error with { Title = $"Given up after {attempts} tries: Something went wrong" });
    }

    [Fact]
    public void Decide_WhenDeadWithoutAnError_StillNamesARemedy() =>
        Decide(new SendOutcome(SendResult.Rejected, Action: ErrorAction.Retry), 8).Error.ShouldNotBeNull().Remedy.ShouldNotBeEmpty();

    [Fact]
    public void Decide_WhenItExpiresBeforeTheNextTry_IsDeadAtOnce()
    {
        Decide(Rejected(ErrorAction.Retry), expiresAt: Now.AddSeconds(2)).Status.ShouldBe(MessageStatus.Dead);
        Decide(Rejected(ErrorAction.Retry), expiresAt: Now.AddSeconds(3)).Status.ShouldBe(MessageStatus.Pending);
    }

    [Fact]
    public void Decide_WhenTheConnectorAsksForLonger_WaitsLonger()
    {
        Decide(Rejected(ErrorAction.Retry) with { RetryAfter = TimeSpan.FromSeconds(90) }).DueAt.ShouldBe(Now.AddSeconds(90));
        Decide(Rejected(ErrorAction.Retry) with { RetryAfter = TimeSpan.FromSeconds(1) }).DueAt.ShouldBe(Now.AddSeconds(2));
        Decide(Rejected(ErrorAction.Wait) with { RetryAfter = TimeSpan.MaxValue }).DueAt.ShouldBe(Now.AddHours(24));
    }

    [Fact]
    public void Decide_WhenTheChannelMustWait_PausesItAndCountsNoTry() =>
        Decide(Rejected(ErrorAction.Wait, ErrorScope.Channel), attempts: 8).ShouldBe(new SendDecision(
            MessageStatus.Pending, Now.AddSeconds(5), CountsAsTry: false, PauseChannel: TimeSpan.FromSeconds(5), Error: Error));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 4)]
    [InlineData(5, 16)]
    [InlineData(21, 64)]
    [InlineData(86_400, 600)]
    public void Decide_WhenThePairMustWait_WaitsFourToTheXAndPausesNobodyElse(int secondsSinceFirst, int seconds) =>
        Decide(Rejected(ErrorAction.Wait, ErrorScope.Pair), firstAttemptAt: Now.AddSeconds(-secondsSinceFirst))
            .ShouldBe(new SendDecision(MessageStatus.Pending, Now.AddSeconds(seconds), CountsAsTry: false, Error: Error));

    [Fact]
    public void Decide_WhenAWaitOutlivesTheMessage_LeavesItsExpiryToTheQueue() =>
        Decide(Rejected(ErrorAction.Wait), expiresAt: Now.AddSeconds(1)).Status.ShouldBe(MessageStatus.Pending);

    [Theory]
    [InlineData(25, MessageStatus.Pending)]
    [InlineData(24, MessageStatus.Dead)]
    public void Decide_WhenItIsParkedForADay_WaitsOrSaysAtOnceThatItCannot(int hoursToLive, MessageStatus status)
    {
        var decision = Decide(Rejected(ErrorAction.Wait) with { RetryAfter = TimeSpan.FromHours(24) }, expiresAt: Now.AddHours(hoursToLive));

        decision.Status.ShouldBe(status);
        decision.DueAt.ShouldBe(status == MessageStatus.Pending ? Now.AddHours(24) : null);
        decision.Error.ShouldNotBeNull().Remedy.ShouldNotBeEmpty();
    }

    [Fact]
    public void Decide_WhenPeopleComplain_SlowsTheChannelAndKeepsTheMessage() =>
        Decide(Rejected(ErrorAction.Slow, ErrorScope.Channel), attempts: 8).ShouldBe(
            new SendDecision(MessageStatus.Pending, Now, CountsAsTry: false, SlowChannel: true, Error: Error));

    [Fact]
    public void Decide_WhenTheWindowIsClosedAfterAll_TakesTheFallbackOnce()
    {
        var closed = Rejected(ErrorAction.GiveUp) with { WindowClosed = true };

        SendOutcomeRules.Decide(closed, 1, null, null, Now, chance: 1, hasFallback: true).ShouldBe(
            new SendDecision(MessageStatus.Pending, Now, CountsAsTry: false, UseFallback: true, Error: Error));
        Decide(closed).Status.ShouldBe(MessageStatus.Failed);
    }

    [Fact]
    public void Decide_WhenTheWholeAccountMustBeFixed_StopsTheChannelAndKeepsTheMessage() =>
        Decide(Rejected(ErrorAction.Fix, ErrorScope.Account)).StopChannel.ShouldBeTrue();

    [Fact]
    public void Decide_WhenOnlyThisMessageMustBeFixed_FailsItAndLeavesTheChannelAlone()
    {
        var decision = Decide(Rejected(ErrorAction.Fix, ErrorScope.Message), attempts: 1);

        decision.Status.ShouldBe(MessageStatus.Failed);
        decision.StopChannel.ShouldBeFalse();
    }

    [Fact]
    public void Decide_WhenAPersonMustFixIt_StopsTheChannelAndKeepsTheMessage() =>
        Decide(Rejected(ErrorAction.Fix, ErrorScope.Channel), attempts: 8).ShouldBe(
            new SendDecision(MessageStatus.Pending, Now, CountsAsTry: false, StopChannel: true, Error: Error));

    [Fact]
    public void Decide_WhenItWillNeverWork_IsFailed() =>
        Decide(Rejected(ErrorAction.GiveUp)).ShouldBe(new SendDecision(MessageStatus.Failed, Error: Error));

    private static SendOutcome Rejected(ErrorAction action, ErrorScope scope = ErrorScope.Message) =>
        new(SendResult.Rejected, Action: action, Scope: scope, Error: Error);

    private static SendDecision Decide(
        SendOutcome outcome, int attempts = 1, DateTimeOffset? firstAttemptAt = null, DateTimeOffset? expiresAt = null) =>
        SendOutcomeRules.Decide(outcome, attempts, firstAttemptAt, expiresAt, Now, chance: 1);
}
