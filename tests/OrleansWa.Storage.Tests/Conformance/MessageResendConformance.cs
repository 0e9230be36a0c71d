using OrleansWa.Contracts.Messages;
using OrleansWa.Storage.Tests.Support;

namespace OrleansWa.Storage.Tests.Conformance;

/// <summary>onUnknown: an outcome that stays unknown is given up or tried again, as its sender chose.</summary>
public abstract class MessageResendConformance : StoreConformance
{
    private static readonly DateTimeOffset Unknown = Some.Noon.AddSeconds(1);
    private static readonly DateTimeOffset Later = Some.Noon.AddMinutes(11);

    [Fact]
    public async Task ExpireOverdue_WhenItsSenderChoseResend_IsPendingAgainWithItsAttempt()
    {
        await BecomesUnknown(Some.Outgoing("m1") with { OnUnknown = OnUnknown.Resend });

        (await Expire(Unknown)).ShouldBe(0);
        (await Expire(Later)).ShouldBe(1);
        (await Expire(Later)).ShouldBe(0);

        var details = (await Store.Messages.Get(Some.Tenant, "m1"))!;
        (details.Message.Status, details.Message.DueAt, details.Message.OnUnknown).ShouldBe((MessageStatus.Pending, Later, OnUnknown.Resend));
        details.Message.Error!.Code.ShouldBe("outcome_unknown");
        details.Attempts.Single().Result.ShouldBe("unknown");
        (await Store.Messages.Claim(Some.Claim(Later))).Messages.Single().Row.Attempts.ShouldBe(2);
    }

    [Theory]
    [InlineData(OnUnknown.Unknown)]
    [InlineData(OnUnknown.Wait)]
    public async Task ExpireOverdue_WhenItsSenderDidNot_Fails(OnUnknown onUnknown)
    {
        await BecomesUnknown(Some.Outgoing("m1") with { OnUnknown = onUnknown });
        (await Expire(Later)).ShouldBe(1);
        (await Row()).ShouldSatisfyAllConditions(row => row.Status.ShouldBe(MessageStatus.Failed), row => row.Error!.Code.ShouldBe("outcome_unknown"));
    }

    [Fact]
    public async Task ExpireOverdue_WhenItsTimeOrItsTriesRanOut_Fails()
    {
        await BecomesUnknown(Some.Outgoing("m1") with { OnUnknown = OnUnknown.Resend, ExpiresAt = Later });
        await Expire(Later);
        (await Row()).Status.ShouldBe(MessageStatus.Failed);

        await BecomesUnknown(Some.Outgoing("m2", "c2") with { OnUnknown = OnUnknown.Resend });
        (await Expire(Later, triesMax: 1)).ShouldBe(1);
        (await Row("m2")).Status.ShouldBe(MessageStatus.Failed);
    }

    [Theory]
    [InlineData(MessageStatus.Sent)]
    [InlineData(MessageStatus.Delivered)]
    [InlineData(MessageStatus.Failed)]
    public async Task Status_WhenItComesBeforeTheSecondAttempt_Wins(MessageStatus reported)
    {
        await BecomesUnknown(Some.Outgoing("m1") with { OnUnknown = OnUnknown.Resend });
        await Expire(Later);
        await Store.Intake.Append(Some.Rows(Some.Status(reported, "w", "m1")));

        (await Row()).Status.ShouldBe(reported);
        (await Store.Messages.Claim(Some.Claim(Later))).Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task RecordOutcome_WhenAnEarlierAttemptFailedMeanwhile_TheAcceptedOneCounts()
    {
        await BecomesUnknown(Some.Outgoing("m1") with { OnUnknown = OnUnknown.Resend });
        await Expire(Later);
        var second = (await Store.Messages.Claim(Some.Claim(Later))).Messages.Single();
        await Store.Intake.Append(Some.Rows(Some.Status(MessageStatus.Failed, "first", "m1")));
        await Store.Messages.RecordOutcome(Some.Outcome(second, MessageStatus.Sent, Later));
        await Store.Intake.Append(Some.Rows(Some.Status(MessageStatus.Failed, "first", "m1")));

        (await Row()).ShouldSatisfyAllConditions(
            row => row.Status.ShouldBe(MessageStatus.Sent), row => row.WhatsAppId.ShouldBe("wamid.m1"), row => row.Error.ShouldBeNull());
    }

    [Fact]
    public async Task RecordOutcome_WhenItIsOfTheAttemptThatWasGivenUp_IsIgnored()
    {
        var first = await BecomesUnknown(Some.Outgoing("m1") with { OnUnknown = OnUnknown.Resend });
        await Expire(Later);
        var second = (await Store.Messages.Claim(Some.Claim(Later))).Messages.Single();
        await Store.Messages.RecordOutcome(Some.Outcome(first, MessageStatus.Failed, Later));
        (await Row()).ShouldBe(second.Row);
    }

    private async Task<ClaimedMessage> BecomesUnknown(MessageRow row)
    {
        await Store.Messages.Accept(new NewMessage(row));
        var claimed = (await Store.Messages.Claim(Some.Claim())).Messages.Single(m => m.Row.Id == row.Id);
        await Store.Messages.RecordOutcome(Some.Outcome(claimed, MessageStatus.OutcomeUnknown, Unknown));
        return claimed;
    }

    private async Task<int> Expire(DateTimeOffset now, int triesMax = 8) =>
        await Store.Messages.ExpireOverdue(new OverdueRequest(Some.Tenant, Some.Channel, now.AddMinutes(-10), now, triesMax));

    private async Task<MessageRow> Row(string id = "m1") => (await Store.Messages.Get(Some.Tenant, id))!.Message;
}
