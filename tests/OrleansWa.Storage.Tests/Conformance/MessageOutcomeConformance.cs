using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Messages;
using OrleansWa.Storage.Tests.Support;

namespace OrleansWa.Storage.Tests.Conformance;

public abstract class MessageOutcomeConformance : StoreConformance
{
    [Fact]
    public async Task RecordOutcome_WhenSent_KeepsTheWhatsAppIdAndNoAttempt()
    {
        var claimed = await Sending("m1");
        await Store.Messages.RecordOutcome(Some.Outcome(claimed, MessageStatus.Sent));
        var details = (await Store.Messages.Get(Some.Tenant, "m1"))!;
        details.Message.ShouldBe(claimed.Row with { Status = MessageStatus.Sent, WhatsAppId = "wamid.m1", SentAt = Some.Noon.AddSeconds(1) });
        details.Attempts.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(MessageStatus.Failed, "failed")]
    [InlineData(MessageStatus.Dead, "dead")]
    [InlineData(MessageStatus.OutcomeUnknown, "unknown")]
    [InlineData(MessageStatus.Pending, "pending")]
    public async Task RecordOutcome_WhenNotAccepted_KeepsTheErrorAndTheAttempt(MessageStatus status, string word)
    {
        var claimed = await Sending("m1");
        await Store.Messages.RecordOutcome(Some.Outcome(claimed, status));
        var details = (await Store.Messages.Get(Some.Tenant, "m1"))!;
        (details.Message.Status, details.Message.Error, details.Message.Attempts).ShouldBe((status, Some.Error, 1));
        details.Message.FailedAt.HasValue.ShouldBe(status is MessageStatus.Failed or MessageStatus.Dead);
        details.Attempts.ShouldBe([new MessageAttempt(1, Some.Noon, Some.Noon.AddSeconds(1), word, Some.Error)]);
    }

    [Fact]
    public async Task RecordOutcome_WhenAWaitDoesNotCount_GivesTheTryBack()
    {
        var outcome = Some.Outcome(await Sending("m1"), MessageStatus.Pending);
        await Store.Messages.RecordOutcome(outcome with { CountsAsTry = false, DueAt = Some.Noon.AddSeconds(5) });
        (await Row("m1")).ShouldSatisfyAllConditions(row => row.Attempts.ShouldBe(0), row => row.DueAt.ShouldBe(Some.Noon.AddSeconds(5)));
        (await Store.Messages.Claim(Some.Claim(Some.Noon.AddSeconds(5)))).Messages.Single().Row.Attempts.ShouldBe(1);
    }

    [Fact]
    public async Task RecordOutcome_WhenRepeated_ChangesNothing()
    {
        var outcome = Some.Outcome(await Sending("m1"), MessageStatus.Pending) with { DueAt = Some.Noon.AddSeconds(5) };
        await Store.Messages.RecordOutcome(outcome);
        var before = await Row("m1");
        await Store.Messages.RecordOutcome(outcome with { At = Some.Noon.AddSeconds(9), DueAt = Some.Noon.AddSeconds(99) });
        (await Row("m1")).ShouldBe(before);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task RecordOutcome_WhenOfAnotherAttempt_IsIgnored(int attempt)
    {
        var claimed = await Sending("m1");
        await Store.Messages.RecordOutcome(Some.Outcome(claimed, MessageStatus.Sent) with { Attempt = attempt, RecipientWaId = "551187654321" });
        (await Row("m1")).ShouldBe(claimed.Row);
    }

    [Fact]
    public async Task RecordOutcome_WhenOfAnotherTenantOrChannel_IsIgnored()
    {
        var claimed = await Sending("m1");
        var sent = Some.Outcome(claimed, MessageStatus.Sent);
        await Store.Messages.RecordOutcome(sent with { TenantId = Some.OtherTenant });
        await Store.Messages.RecordOutcome(sent with { ChannelId = Some.OtherChannel });
        (await Row("m1")).ShouldBe(claimed.Row);
    }

    [Theory]
    [InlineData(MessageStatus.Sent)]
    [InlineData(MessageStatus.Failed)]
    [InlineData(MessageStatus.Pending)]
    public async Task RecordOutcome_WhenAStatusMovedItOn_MovesNothingBackButKeepsTheWhatsAppId(MessageStatus status)
    {
        var claimed = await Sending("m1");
        var delivered = Some.Status(MessageStatus.Delivered, "wamid.m1", "m1");
        await Store.Intake.Append(Some.Rows(delivered));
        await Store.Messages.RecordOutcome(Some.Outcome(claimed, status) with { WhatsAppId = "wamid.m1" });
        var details = (await Store.Messages.Get(Some.Tenant, "m1"))!;
        (details.Message.Status, details.Message.WhatsAppId, details.Message.Error).ShouldBe((MessageStatus.Delivered, "wamid.m1", null));
        details.Attempts.ShouldBeEmpty();
    }

    [Fact]
    public async Task RecordOutcome_WhenStatusesCameFirst_AppliesThem()
    {
        var claimed = await Sending("m1");
        var early = await Store.Intake.Append(Some.Rows(
            Some.Status(MessageStatus.Read, "wamid.m1"), Some.Status(MessageStatus.Delivered, "wamid.m1")));
        early.StatusesApplied.ShouldBe(2);
        (await Row("m1")).Status.ShouldBe(MessageStatus.Sending);
        await Store.Messages.RecordOutcome(Some.Outcome(claimed, MessageStatus.Sent));
        (await Row("m1")).ShouldSatisfyAllConditions(
            row => row.Status.ShouldBe(MessageStatus.Read),
            row => row.DeliveredAt.ShouldBe(Some.Noon.AddSeconds((int)MessageStatus.Delivered)),
            row => row.ReadAt.ShouldBe(Some.Noon.AddSeconds((int)MessageStatus.Read)));
    }

    [Fact]
    public async Task RecordOutcome_WhenAnEarlyFailureWaits_Fails()
    {
        var claimed = await Sending("m1");
        await Store.Intake.Append(Some.Rows(Some.Status(MessageStatus.Failed, "wamid.m1")));
        await Store.Messages.RecordOutcome(Some.Outcome(claimed, MessageStatus.Sent));
        (await Row("m1")).ShouldSatisfyAllConditions(row => row.Status.ShouldBe(MessageStatus.Failed), row => row.Error.ShouldBe(Some.Error));
    }

    [Fact]
    public async Task RecordOutcome_WhenTheEarlyStatusIsOfAnotherChannel_LeavesIt()
    {
        var claimed = await Sending("m1");
        await Store.Intake.Append(Some.Rows(Some.Status(MessageStatus.Read, "wamid.m1", channel: Some.OtherChannel)));
        await Store.Messages.RecordOutcome(Some.Outcome(claimed, MessageStatus.Sent));
        (await Row("m1")).Status.ShouldBe(MessageStatus.Sent);
    }

    [Fact]
    public async Task RecordOutcome_AddsTheResolvedNumberAsAlias()
    {
        var contact = await Store.Contacts.Resolve(Some.Tenant, new ContactIdentity([Some.PhoneAlias("4915112345678")], null, null), Some.Noon);
        var claimed = await Sending("m1", contact);
        await Store.Messages.RecordOutcome(Some.Outcome(claimed, MessageStatus.Sent) with { RecipientWaId = "551187654321" });
        (await Store.Contacts.Resolve(Some.Tenant, Some.Sender("5511987654321"), Some.Noon)).ShouldBe(contact);
    }

    [Fact]
    public async Task RecordOutcome_WhenTheResolvedNumberIsSomebodyElses_LeavesIt()
    {
        var owner = await Store.Contacts.Resolve(Some.Tenant, Some.Sender(), Some.Noon);
        var other = await Store.Contacts.Resolve(Some.Tenant, Some.Sender("4915112345678"), Some.Noon);
        var claimed = await Sending("m1", other);
        await Store.Messages.RecordOutcome(Some.Outcome(claimed, MessageStatus.Sent) with { RecipientWaId = "5511987654321" });
        (await Store.Contacts.Resolve(Some.Tenant, Some.Sender(), Some.Noon)).ShouldBe(owner);
    }

    [Fact]
    public async Task MarkInterrupted_MakesSendingUnknown_OnlyOfTheChannel()
    {
        await Sending("m1");
        await Store.Messages.Accept(new NewMessage(Some.Outgoing("other") with { ChannelId = Some.OtherChannel }));
        await Store.Messages.Claim(Some.Claim() with { ChannelId = Some.OtherChannel });
        var at = Some.Noon.AddMinutes(1);
        (await Store.Messages.MarkInterrupted(Some.Tenant, Some.Channel, at)).ShouldBe(1);
        (await Store.Messages.MarkInterrupted(Some.Tenant, Some.Channel, at)).ShouldBe(0);
        var details = (await Store.Messages.Get(Some.Tenant, "m1"))!;
        details.Message.Status.ShouldBe(MessageStatus.OutcomeUnknown);
        var attempt = details.Attempts.Single();
        (attempt.Number, attempt.StartedAt, attempt.EndedAt).ShouldBe((1, Some.Noon, at));
        (attempt.Result, attempt.Error!.Code).ShouldBe(("unknown", "interrupted"));
        (await Row("other")).Status.ShouldBe(MessageStatus.Sending);
    }

    [Fact]
    public async Task RecordOutcome_WhenInterruptedMeanwhile_StillCounts()
    {
        var claimed = await Sending("m1");
        await Store.Messages.MarkInterrupted(Some.Tenant, Some.Channel, Some.Noon.AddSeconds(1));
        await Store.Messages.RecordOutcome(Some.Outcome(claimed, MessageStatus.Sent));
        (await Row("m1")).ShouldSatisfyAllConditions(row => row.Status.ShouldBe(MessageStatus.Sent), row => row.Error.ShouldBeNull());
    }

    [Fact]
    public async Task ExpireOverdue_FailsWhatIsUnknownForTooLong_CountedFromWhenItBecameUnknown()
    {
        await Sending("m1");
        var interruptedAt = Some.Noon.AddHours(1);
        await Store.Messages.MarkInterrupted(Some.Tenant, Some.Channel, interruptedAt);
        (await Expire(unknownBefore: interruptedAt)).ShouldBe(0);
        (await Expire(unknownBefore: interruptedAt.AddMilliseconds(1))).ShouldBe(1);
        var row = await Row("m1");
        (row.Status, row.Error!.Code, row.FailedAt).ShouldBe((MessageStatus.Failed, "outcome_unknown", Some.Noon.AddHours(9)));
    }

    [Fact]
    public async Task ExpireOverdue_ExpiresPendingOnes_Completely()
    {
        var expiring = Some.Outgoing("x") with { ExpiresAt = Some.Noon.AddHours(9) };
        await Task.WhenAll(Enumerable.Range(0, 2_500).Select(async i => await Store.Messages.Accept(new NewMessage(expiring with { Id = $"m{i}" }))));
        await Store.Messages.Accept(new NewMessage(Some.Outgoing("late") with { ExpiresAt = Some.Noon.AddHours(9).AddMilliseconds(1) }));
        await Store.Messages.Accept(new NewMessage(Some.Outgoing("never")));
        await Store.Messages.Accept(new NewMessage(expiring with { Id = "other", ChannelId = Some.OtherChannel }));
        (await Expire()).ShouldBe(2_500);
        (await Expire()).ShouldBe(0);
        (await Row("m7")).ShouldSatisfyAllConditions(row => row.Status.ShouldBe(MessageStatus.Expired), row => row.Error!.Code.ShouldBe("expired"));
        foreach (var id in new[] { "late", "never", "other" })
        {
            (await Row(id)).Status.ShouldBe(MessageStatus.Pending);
        }
    }

    [Theory]
    [InlineData(MessageStatus.Sent)]
    [InlineData(MessageStatus.Delivered)]
    [InlineData(MessageStatus.Failed)]
    public async Task Status_WhenTheFailureWasOnlyAssumed_ReplacesIt(MessageStatus reported)
    {
        await Sending("m1");
        await Store.Messages.MarkInterrupted(Some.Tenant, Some.Channel, Some.Noon);
        await Expire(unknownBefore: Some.Noon.AddMinutes(10));
        await Store.Intake.Append(Some.Rows(Some.Status(reported, "w", "m1")));
        (await Row("m1")).ShouldSatisfyAllConditions(
            row => row.Status.ShouldBe(reported),
            row => row.Error.ShouldBe(reported == MessageStatus.Failed ? Some.Error : null));
    }

    [Fact]
    public async Task RecordOutcome_OfAWaitThatIsStoredAgain_LeavesTheNextAttemptAlone()
    {
        await Store.Messages.Accept(new NewMessage(Some.Outgoing("m1")));
        var first = (await Store.Messages.Claim(Some.Claim() with { Token = 1 })).Messages.Single();
        var wait = Some.Outcome(first, MessageStatus.Pending) with { DueAt = Some.Noon.AddSeconds(1), CountsAsTry = false };
        await Store.Messages.RecordOutcome(wait);
        var second = (await Store.Messages.Claim(Some.Claim(Some.Noon.AddSeconds(1)) with { Token = 2 })).Messages.Single();
        second.Row.Attempts.ShouldBe(first.Row.Attempts);

        await Store.Messages.RecordOutcome(wait);

        (await Store.Messages.Get(Some.Tenant, "m1"))!.Message.Status.ShouldBe(MessageStatus.Sending);
        await Store.Messages.RecordOutcome(Some.Outcome(second, MessageStatus.Sent));
        (await Store.Messages.Get(Some.Tenant, "m1"))!.Message.Status.ShouldBe(MessageStatus.Sent);
    }

    [Fact]
    public async Task Status_WhenItExpiredHere_Replaces()
    {
        await Store.Messages.Accept(new NewMessage(Some.Outgoing("m1") with { ExpiresAt = Some.Noon }));
        await Expire();
        await Store.Intake.Append(Some.Rows(Some.Status(MessageStatus.Sent, "w", "m1")));
        (await Row("m1")).Status.ShouldBe(MessageStatus.Sent);
    }

    private async Task<ClaimedMessage> Sending(string id, string contact = Some.Contact)
    {
        await Store.Messages.Accept(new NewMessage(Some.Outgoing(id, contact)));
        return (await Store.Messages.Claim(Some.Claim())).Messages.Single(m => m.Row.Id == id);
    }

    private async Task<MessageRow> Row(string id) => (await Store.Messages.Get(Some.Tenant, id))!.Message;

    private async Task<int> Expire(DateTimeOffset? unknownBefore = null) =>
        await Store.Messages.ExpireOverdue(new(Some.Tenant, Some.Channel, unknownBefore ?? Some.Noon, Some.Noon.AddHours(9), 8));
}
