using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Messages;
using OrleansWa.Storage.Tests.Support;

namespace OrleansWa.Storage.Tests.Conformance;

public abstract class MessageClaimConformance : StoreConformance
{
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Claim_WhenNothingWaits_IsEmptyWithoutNextDue() =>
        (await Claim()).ShouldSatisfyAllConditions(result => result.Messages.ShouldBeEmpty(), result => result.NextDueAt.ShouldBeNull());

    [Fact]
    public async Task Claim_MarksTheRowAsSendingAndCountsTheAttempt()
    {
        await Accept(Some.Outgoing("m1"));
        var claimed = (await Claim()).Messages.Single();
        claimed.Row.ShouldSatisfyAllConditions(
            row => row.Status.ShouldBe(MessageStatus.Sending),
            row => row.Attempts.ShouldBe(1),
            row => row.AttemptedAt.ShouldBe(Some.Noon));
        (await Store.Messages.Get(Some.Tenant, "m1"))!.Message.ShouldBe(claimed.Row);
        (await Claim()).Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Claim_GoesByLaneThenCommitOrder()
    {
        await Accept(Some.Outgoing("bulk1", "c1", Lane.Bulk), Some.Outgoing("bulk2", "c2", Lane.Bulk));
        await Accept(Some.Outgoing("recovery", "c3", Lane.Transactional), Some.Outgoing("reply", "c4", Lane.Reply));
        (await Claim(limit: 3)).Messages.Select(m => m.Row.Id).ShouldBe(["reply", "recovery", "bulk1"]);
        (await Claim(limit: 3)).Messages.Select(m => m.Row.Id).ShouldBe(["bulk2"]);
    }

    [Fact]
    public async Task Claim_TakesOnePerConversation_InOrder()
    {
        await Accept(Some.Outgoing("a1", "c1"), Some.Outgoing("a2", "c1"), Some.Outgoing("b1", "c2"));
        (await Claim()).Messages.Select(m => m.Row.Id).ShouldBe(["a1", "b1"]);
        (await Claim()).Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Claim_SeesOnlyItsTenantAndChannel()
    {
        await Accept(
            Some.Outgoing("m1") with { TenantId = Some.OtherTenant },
            Some.Outgoing("m2") with { ChannelId = Some.OtherChannel });
        (await Claim()).Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Claim_WhenScheduled_WaitsUntilDue()
    {
        await Accept(Some.Outgoing("later", dueAt: Some.Noon.AddMinutes(5)), Some.Outgoing("latest", "c2", dueAt: Some.Noon.AddMinutes(9)));
        var early = await Claim(Some.Noon.AddMinutes(5).AddMilliseconds(-1));
        (early.Messages.Count, early.NextDueAt).ShouldBe((0, Some.Noon.AddMinutes(5)));
        (await Claim(Some.Noon.AddMinutes(5))).Messages.Single().Row.Id.ShouldBe("later");
    }

    [Fact]
    public async Task Claim_WhenTheClockWasSetBack_StillWaitsUntilDue()
    {
        await Accept(Some.Outgoing("m1"));
        var result = await Claim(Some.Noon.AddHours(-1));
        (result.Messages.Count, result.NextDueAt).ShouldBe((0, Some.Noon));
    }

    [Fact]
    public async Task Claim_WhenTheClockWasSetBackBetweenTwo_KeepsTheirOrder()
    {
        await Accept(Some.Outgoing("first"), Some.Outgoing("second", dueAt: Some.Noon.AddMinutes(-5)));
        (await Claim(Some.Noon.AddMinutes(-5))).Messages.ShouldBeEmpty();
        (await Claim()).Messages.Single().Row.Id.ShouldBe("first");
    }

    [Fact]
    public async Task Claim_WhenLimitIsZero_TakesNothing()
    {
        await Accept(Some.Outgoing("m1"));
        (await Claim(limit: 0)).Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Claim_WhenExpired_TakesItNotAndLetsItsFollowersGo()
    {
        await Accept(Some.Outgoing("dead") with { ExpiresAt = Some.Noon.AddMinutes(1) }, Some.Outgoing("next"));
        (await Claim(Some.Noon.AddMinutes(1))).Messages.Single().Row.Id.ShouldBe("next");
    }

    [Fact]
    public async Task Claim_WhenTheHeadIsSending_HoldsItsFollowers_HoweverLong()
    {
        await Accept(Some.Outgoing("head"), Some.Outgoing("follower"));
        await Claim();
        (await Claim(Some.Noon.AddHours(1))).Messages.ShouldBeEmpty();
        (await Claim(Some.Noon.AddHours(1))).NextDueAt!.Value.ShouldBeGreaterThan(Some.Noon.AddHours(1));
    }

    [Fact]
    public async Task Claim_WhenTheHeadIsDone_LetsItsFollowerGo()
    {
        await Accept(Some.Outgoing("head"), Some.Outgoing("follower"));
        await Conclude((await Claim()).Messages.Single(), MessageStatus.Sent);
        (await Claim()).Messages.Single().Row.Id.ShouldBe("follower");
    }

    [Fact]
    public async Task Claim_WhenTheHeadIsUnknown_HoldsForItsTimeOnly()
    {
        await Accept(Some.Outgoing("head"), Some.Outgoing("follower"));
        await Conclude((await Claim()).Messages.Single(), MessageStatus.OutcomeUnknown);
        var held = await Claim(Some.Noon + Hold - TimeSpan.FromMilliseconds(1));
        (held.Messages.Count, held.NextDueAt).ShouldBe((0, Some.Noon + Hold));
        (await Claim(Some.Noon + Hold)).Messages.Single().Row.Id.ShouldBe("follower");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Claim_WhenTheHeadRetries_HoldsForItsTimeOnly(bool countsAsTry)
    {
        await Accept(Some.Outgoing("head"), Some.Outgoing("follower"));
        var outcome = Some.Outcome((await Claim()).Messages.Single(), MessageStatus.Pending);
        await Store.Messages.RecordOutcome(outcome with { DueAt = Some.Noon.AddMinutes(10), CountsAsTry = countsAsTry });
        var held = await Claim(Some.Noon.AddSeconds(59));
        (held.Messages.Count, held.NextDueAt).ShouldBe((0, Some.Noon + Hold));
        (await Claim(Some.Noon + Hold)).Messages.Single().Row.Id.ShouldBe("follower");
    }

    [Fact]
    public async Task Claim_WhenARetryIsDue_TakesItBeforeItsFollower()
    {
        await Accept(Some.Outgoing("head"), Some.Outgoing("follower"));
        var outcome = Some.Outcome((await Claim()).Messages.Single(), MessageStatus.Pending);
        await Store.Messages.RecordOutcome(outcome with { DueAt = Some.Noon.AddSeconds(5) });
        (await Claim(Some.Noon.AddSeconds(4))).NextDueAt.ShouldBe(Some.Noon.AddSeconds(5));
        var again = (await Claim(Some.Noon.AddSeconds(5))).Messages.Single();
        (again.Row.Id, again.Row.Attempts).ShouldBe(("head", 2));
    }

    [Fact]
    public async Task Claim_WhenAnEarlierOneIsScheduledForLater_LetsTheFollowerGo()
    {
        await Accept(Some.Outgoing("reminder", dueAt: Some.Noon.AddDays(1)), Some.Outgoing("now"));
        (await Claim()).Messages.Single().Row.Id.ShouldBe("now");
    }

    [Fact]
    public async Task Claim_WhenAnEarlierOneOfALowerLaneIsDue_ItGoesFirst()
    {
        await Accept(Some.Outgoing("bulk", lane: Lane.Bulk), Some.Outgoing("reply", lane: Lane.Reply));
        (await Claim()).Messages.Single().Row.Id.ShouldBe("bulk");
    }

    [Fact]
    public async Task Claim_WhenManyScheduledComeDueAtOnce_TakesEveryOneOnce()
    {
        await Task.WhenAll(Enumerable.Range(0, 1_200).Select(i => Accept(Some.Outgoing($"m{i}", $"c{i}", Lane.Bulk, Some.Noon.AddMinutes(1)))));
        var taken = new List<string>();
        while ((await Claim(Some.Noon.AddMinutes(1), 100)).Messages is { Count: > 0 } messages)
        {
            taken.AddRange(messages.Select(m => m.Row.Id));
        }

        taken.Distinct().Count().ShouldBe(1_200);
        taken.Count.ShouldBe(1_200);
    }

    [Fact]
    public async Task Claim_WhenTwoAskAtOnce_NobodyGetsTheSame()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Accept(Some.Outgoing($"m{i}", $"c{i}"))));
        var claims = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Claim(limit: 7)));
        var ids = claims.SelectMany(claim => claim.Messages).Select(m => m.Row.Id).ToList();
        ids.Distinct().Count().ShouldBe(ids.Count);
        ids.Count.ShouldBe(100);
    }

    [Fact]
    public async Task Claim_GivesThePhoneLastSeenElseTheAlias()
    {
        var contact = await Store.Contacts.Resolve(Some.Tenant, new ContactIdentity([Some.PhoneAlias("5511987654321")], null, null), Some.Noon);
        await Accept(Some.Outgoing("m1", contact));
        (await Claim()).Messages.Single().Phone.ShouldBe("5511987654321");
        await Store.Intake.Append(Some.Rows(Some.Routed(Some.Incoming("w1", sender: Some.Sender("551187654321")))));
        await Accept(Some.Outgoing("m2", contact));
        await Store.Messages.MarkInterrupted(Some.Tenant, Some.Channel, Some.Noon);
        (await Claim(Some.Noon + Hold)).Messages.Single().Phone.ShouldBe("551187654321");
    }

    [Fact]
    public async Task Claim_GivesTheUserIdOfTheChannelsAccount()
    {
        await Store.ChannelBindings.Bind(new ChannelBinding(ConnectorKind.CloudApi, "1000", Some.Tenant, Some.Channel, "_platform", Some.Noon));
        ContactAlias[] aliases = [new(AliasKind.UserId, "1000", "BR.right"), new(AliasKind.UserId, "9999", "BR.wrong")];
        var contact = await Store.Contacts.Resolve(Some.Tenant, new ContactIdentity([.. aliases], null, null), Some.Noon);
        await Accept(Some.Outgoing("m1", contact));
        var claimed = (await Claim()).Messages.Single();
        (claimed.Phone, claimed.UserId).ShouldBe((null, "BR.right"));
    }

    [Fact]
    public async Task Claim_GivesTheWhatsAppIdOfTheQuotedMessage()
    {
        var stored = (await Store.Intake.Append(Some.Rows(Some.Routed(Some.Incoming("w1"))))).Events.Single();
        await Accept(
            Some.Outgoing("m1", stored.ContactId) with { ReplyTo = stored.Event.MessageId },
            Some.Outgoing("m2", "c2") with { ReplyTo = "nothing" });
        (await Claim()).Messages.Select(m => m.ReplyToWhatsAppId).ShouldBe(["w1", null]);
    }

    [Fact]
    public async Task Claim_TellsHowThePersonStands()
    {
        var stored = (await Store.Intake.Append(Some.Rows(Some.Routed(Some.Incoming("w1"))))).Events.Single();
        await Accept(Some.Outgoing("m1", stored.ContactId), Some.Outgoing("m2", "c2"));
        (await Claim()).Messages.Select(m => m.Standing).ShouldBe([new ContactStanding(Some.Noon, null), default]);
    }

    [Fact]
    public async Task Unclaim_MakesWhatTheClaimTookPendingAsBefore()
    {
        await Accept(Some.Outgoing("m1"), Some.Outgoing("m2", "c2"));
        await Store.Messages.Claim(Some.Claim(limit: 1) with { Token = 7 });
        var other = (await Store.Messages.Claim(Some.Claim() with { Token = 8 })).Messages.Single();

        (await Store.Messages.Unclaim(Some.Tenant, Some.Channel, 7)).ShouldBe(1);
        (await Store.Messages.Unclaim(Some.Tenant, Some.Channel, 7)).ShouldBe(0);
        (await Store.Messages.Unclaim(Some.OtherTenant, Some.Channel, 8)).ShouldBe(0);

        var row = (await Store.Messages.Get(Some.Tenant, "m1"))!.Message;
        (row.Status, row.Attempts, row.AttemptedAt).ShouldBe((MessageStatus.Pending, 0, null));
        (await Store.Messages.Get(Some.Tenant, other.Row.Id))!.Message.Status.ShouldBe(MessageStatus.Sending);
        (await Claim()).Messages.Single().Row.ShouldSatisfyAllConditions(again => again.Id.ShouldBe("m1"), again => again.Attempts.ShouldBe(1));
    }

    [Fact]
    public async Task Unclaim_LeavesWhatHasAnOutcome()
    {
        await Accept(Some.Outgoing("m1"));
        var claimed = (await Store.Messages.Claim(Some.Claim() with { Token = 7 })).Messages.Single();
        await Conclude(claimed, MessageStatus.Sent);

        (await Store.Messages.Unclaim(Some.Tenant, Some.Channel, 7)).ShouldBe(0);
        (await Store.Messages.Get(Some.Tenant, "m1"))!.Message.Status.ShouldBe(MessageStatus.Sent);
    }

    private async Task Accept(params MessageRow[] rows)
    {
        foreach (var row in rows)
        {
            await Store.Messages.Accept(new NewMessage(row));
        }
    }

    private async Task<ClaimResult> Claim(DateTimeOffset? now = null, int limit = 10) => await Store.Messages.Claim(Some.Claim(now, limit));

    private async Task Conclude(ClaimedMessage claimed, MessageStatus status) => await Store.Messages.RecordOutcome(Some.Outcome(claimed, status));
}
