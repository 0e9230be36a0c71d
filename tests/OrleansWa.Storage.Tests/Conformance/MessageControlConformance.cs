using OrleansWa.Contracts.Messages;
using OrleansWa.Storage.Tests.Support;

namespace OrleansWa.Storage.Tests.Conformance;

/// <summary>What people do with single messages: take one back, try one again.</summary>
public abstract class MessageControlConformance : StoreConformance
{
    private static readonly DateTimeOffset Later = Some.Noon.AddHours(1);
    private static readonly DateTimeOffset NewExpiry = Later.AddDays(1);

    [Fact]
    public async Task Cancel_WhenPending_IsNeverClaimedAndFreesItsFollower()
    {
        await Store.Messages.Accept(new NewMessage(Some.Outgoing("m1")));
        await Store.Messages.Accept(new NewMessage(Some.Outgoing("m2")));

        (await Cancel()).ShouldBe(new ControlResult(MessageStatus.Cancelled, Changed: true));
        (await Cancel()).ShouldBe(new ControlResult(MessageStatus.Cancelled, Changed: false));

        (await Store.Messages.Claim(Some.Claim())).Messages.Single().Row.Id.ShouldBe("m2");
        (await Row()).ShouldSatisfyAllConditions(row => row.Status.ShouldBe(MessageStatus.Cancelled), row => row.Error.ShouldBeNull());
    }

    [Fact]
    public async Task Cancel_WhenScheduled_IsNeverDue()
    {
        await Store.Messages.Accept(new NewMessage(Some.Outgoing("m1", dueAt: Later)));
        await Cancel();
        (await Store.Messages.Claim(Some.Claim(Later.AddDays(1)))).ShouldSatisfyAllConditions(
            claim => claim.Messages.ShouldBeEmpty(), claim => claim.NextDueAt.ShouldBeNull());
    }

    [Fact]
    public async Task Cancel_WhenTaken_ChangesNothing()
    {
        var claimed = await Sending();
        (await Cancel()).ShouldBe(new ControlResult(MessageStatus.Sending, Changed: false));
        (await Row()).ShouldBe(claimed.Row);
    }

    [Fact]
    public async Task Cancel_WhenItRacesWithClaims_IsEitherTakenOrCancelled()
    {
        const int Count = 40;
        for (var i = 0; i < Count; i++)
        {
            await Store.Messages.Accept(new NewMessage(Some.Outgoing($"r{i}", $"c{i}")));
        }

        var cancels = Enumerable.Range(0, Count).Select(i => Store.Messages.Cancel(Some.Tenant, $"r{i}").AsTask()).ToArray();
        var claims = Enumerable.Range(0, 10).Select(_ => Store.Messages.Claim(Some.Claim(limit: 7)).AsTask()).ToArray();
        var taken = (await Task.WhenAll(claims)).SelectMany(claim => claim.Messages).Select(m => m.Row.Id).ToList();
        var results = await Task.WhenAll(cancels);

        for (var i = 0; i < Count; i++)
        {
            results[i]!.Changed.ShouldBe(!taken.Contains($"r{i}"), $"r{i}");
        }
    }

    [Fact]
    public async Task CancelAndRetry_WhenOfAnotherTenantOrIncoming_ChangeNothing()
    {
        await Store.Messages.Accept(new NewMessage(Some.Outgoing("m1")));
        (await Store.Messages.Cancel(Some.OtherTenant, "m1")).ShouldBeNull();
        (await Store.Messages.Retry(new RetryRequest(Some.OtherTenant, "m1", Later, NewExpiry))).ShouldBeNull();
        (await Store.Messages.Cancel(Some.Tenant, "nothing")).ShouldBeNull();
        var incoming = (await Store.Intake.Append(Some.Rows(Some.Routed(Some.Incoming("in1"))))).Events.Single().Event.MessageId;
        (await Store.Messages.Cancel(Some.Tenant, incoming)).ShouldBe(new ControlResult(MessageStatus.Received, Changed: false));
        (await Retry(incoming)).ShouldBe(new ControlResult(MessageStatus.Received, Changed: false));
    }

    [Theory]
    [InlineData(MessageStatus.Failed)]
    [InlineData(MessageStatus.Dead)]
    public async Task Retry_WhenEnded_IsPendingWithTriesCountedAnewAndNumbersThatGoOn(MessageStatus ended)
    {
        await Store.Messages.RecordOutcome(Some.Outcome(await Sending(), ended));

        (await Retry()).ShouldBe(new ControlResult(MessageStatus.Pending, Changed: true));
        (await Retry()).ShouldBe(new ControlResult(MessageStatus.Pending, Changed: false));

        (await Row()).ShouldSatisfyAllConditions(
            row => (row.Status, row.Error, row.FailedAt).ShouldBe((MessageStatus.Pending, null, null)),
            row => (row.DueAt, row.ExpiresAt).ShouldBe((Later, NewExpiry)),
            row => (row.Attempts, row.AttemptsBefore).ShouldBe((1, 1)));
        var again = (await Store.Messages.Claim(Some.Claim(Later))).Messages.Single();
        (again.Row.Attempts, again.Row.AttemptsBefore).ShouldBe((2, 1));
        await Store.Messages.RecordOutcome(Some.Outcome(again, MessageStatus.Failed, Later));
        (await Store.Messages.Get(Some.Tenant, "m1"))!.Attempts.Select(a => a.Number).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Retry_WhenCancelledOrExpired_IsPending()
    {
        await Store.Messages.Accept(new NewMessage(Some.Outgoing("m1")));
        await Cancel();
        (await Retry()).ShouldBe(new ControlResult(MessageStatus.Pending, Changed: true));
        await Store.Messages.ExpireOverdue(new OverdueRequest(Some.Tenant, Some.Channel, Some.Noon, NewExpiry, 8));
        (await Row()).Status.ShouldBe(MessageStatus.Expired);
        (await Retry()).ShouldBe(new ControlResult(MessageStatus.Pending, Changed: true));
    }

    [Fact]
    public async Task Retry_WhenNotEnded_ChangesNothing()
    {
        var claimed = await Sending();
        (await Retry()).ShouldBe(new ControlResult(MessageStatus.Sending, Changed: false));
        (await Row()).ShouldBe(claimed.Row);
        await Store.Messages.RecordOutcome(Some.Outcome(claimed, MessageStatus.Sent));
        (await Retry()).ShouldBe(new ControlResult(MessageStatus.Sent, Changed: false));
    }

    [Theory]
    [InlineData(MessageStatus.Sent, MessageStatus.Pending)]
    [InlineData(MessageStatus.Failed, MessageStatus.Pending)]
    [InlineData(MessageStatus.Delivered, MessageStatus.Delivered)]
    public async Task Status_WhenItIsOfTheAttemptBeforeTheRetry_OnlyCountsIfItArrived(MessageStatus reported, MessageStatus expected)
    {
        await FailsByStatus("wamid.m1");
        await Retry();
        await Store.Intake.Append(Some.Rows(Some.Status(reported, "wamid.m1", "m1")));
        (await Row()).Status.ShouldBe(expected);
    }

    [Fact]
    public async Task Status_WhenItIsOfTheAttemptAfterTheRetry_Counts()
    {
        await FailsByStatus("wamid.m1");
        await Retry();
        var again = (await Store.Messages.Claim(Some.Claim(Later))).Messages.Single();
        await Store.Intake.Append(Some.Rows(Some.Status(MessageStatus.Failed, "wamid.m1", "m1")));
        await Store.Messages.RecordOutcome(Some.Outcome(again, MessageStatus.Sent, Later) with { WhatsAppId = "second" });
        (await Row()).ShouldSatisfyAllConditions(row => row.Status.ShouldBe(MessageStatus.Sent), row => row.WhatsAppId.ShouldBe("second"));

        await Store.Intake.Append(Some.Rows(Some.Status(MessageStatus.Failed, "second", "m1")));
        (await Row()).Status.ShouldBe(MessageStatus.Failed);
    }

    [Fact]
    public async Task Retry_WhenTheAnswerMayStillBeOnItsWay_IsDueWhenItCannotBeAnyMore()
    {
        var claimed = await Sending();
        await Store.Intake.Append(Some.Rows(Some.Status(MessageStatus.Failed, "w1", "m1")));
        await Store.Messages.Retry(new RetryRequest(Some.Tenant, "m1", Some.Noon.AddSeconds(5), NewExpiry));

        (await Row()).DueAt.ShouldBe(Some.Noon + RetryRequest.AnswerWithin);
        await Store.Messages.RecordOutcome(Some.Outcome(claimed, MessageStatus.Sent) with { WhatsAppId = "w1" });
        (await Row()).Status.ShouldBe(MessageStatus.Pending);
        (await Store.Messages.Claim(Some.Claim(Some.Noon.AddSeconds(59)))).Messages.ShouldBeEmpty();
        (await Store.Messages.Claim(Some.Claim(Some.Noon.AddSeconds(60)))).Messages.Count.ShouldBe(1);
    }

    private async Task FailsByStatus(string whatsAppId)
    {
        await Store.Messages.RecordOutcome(Some.Outcome(await Sending(), MessageStatus.Sent) with { WhatsAppId = whatsAppId });
        await Store.Intake.Append(Some.Rows(Some.Status(MessageStatus.Failed, whatsAppId, "m1")));
        (await Row()).Status.ShouldBe(MessageStatus.Failed);
    }

    private async Task<ClaimedMessage> Sending()
    {
        await Store.Messages.Accept(new NewMessage(Some.Outgoing("m1")));
        return (await Store.Messages.Claim(Some.Claim())).Messages.Single();
    }

    private async Task<ControlResult?> Cancel() => await Store.Messages.Cancel(Some.Tenant, "m1");

    private async Task<ControlResult?> Retry(string id = "m1") => await Store.Messages.Retry(new RetryRequest(Some.Tenant, id, Later, NewExpiry));

    private async Task<MessageRow> Row() => (await Store.Messages.Get(Some.Tenant, "m1"))!.Message;
}
