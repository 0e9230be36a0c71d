using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Messages;
using OrleansWa.Storage.Tests.Support;

namespace OrleansWa.Storage.Tests.Conformance;

/// <summary>Whether people may be written to: what they wrote, and what they said about it.</summary>
public abstract class ContactStandingConformance : StoreConformance
{
    [Fact]
    public async Task Standing_OfAStranger_IsEmpty() => (await Standing("nobody")).ShouldBe(default);

    [Fact]
    public async Task Standing_FollowsWhatThePersonWrote_OnThisChannel()
    {
        var contact = await Write("w1");

        (await Standing(contact)).ShouldBe(new ContactStanding(Some.Noon, null));
        (await Store.Conversations.Standing(Some.Tenant, Some.OtherChannel, contact)).LastInboundAt.ShouldBeNull();
        (await Store.Conversations.Standing(Some.OtherTenant, Some.Channel, contact)).ShouldBe(default);
    }

    [Fact]
    public async Task CommitTurn_WithConsent_HoldsOnEveryChannelOfTheTenant()
    {
        var contact = await Write("w1");
        await Say(contact, optedOut: true, Some.Noon.AddMinutes(1));

        (await Standing(contact)).ShouldBe(new ContactStanding(Some.Noon, Some.Noon.AddMinutes(1)));
        (await Store.Conversations.Standing(Some.Tenant, Some.OtherChannel, contact)).OptedOutAt.ShouldBe(Some.Noon.AddMinutes(1));
        (await Store.Conversations.Get(Some.Tenant, Some.Channel, contact))!.OptedOutAt.ShouldBe(Some.Noon.AddMinutes(1));
    }

    [Fact]
    public async Task CommitTurn_WithConsent_TheLastWordCounts_WhateverTheOrder()
    {
        var contact = await Write("w1");
        await Say(contact, optedOut: true, Some.Noon.AddMinutes(1));
        await Say(contact, optedOut: false, Some.Noon.AddMinutes(3));
        await Say(contact, optedOut: true, Some.Noon.AddMinutes(2));
        (await Standing(contact)).OptedOutAt.ShouldBeNull();

        await Say(contact, optedOut: true, Some.Noon.AddMinutes(4));
        (await Standing(contact)).OptedOutAt.ShouldBe(Some.Noon.AddMinutes(4));
    }

    [Fact]
    public async Task CommitTurn_WithConsent_AlsoInOneBatch_TheLastWordCounts()
    {
        var contact = await Write("w1");
        await Task.WhenAll(Enumerable.Range(1, 9).Select(minute => Say(contact, optedOut: minute != 7, Some.Noon.AddMinutes(minute))));
        (await Standing(contact)).OptedOutAt.ShouldBe(Some.Noon.AddMinutes(9));
    }

    [Fact]
    public async Task ChannelsWrittenTo_AreThoseSinceThen_TheLastOneFirst()
    {
        var contact = await Write("w1", "a", Some.Noon.AddMinutes(-9));
        foreach (var (channel, minute) in new[] { ("b", -30), ("c", -1), ("d", -5) })
        {
            await Write("w-" + channel, channel, Some.Noon.AddMinutes(minute));
        }

        (await Store.Conversations.ChannelsWrittenTo(Some.Tenant, contact, Some.Noon.AddMinutes(-9))).ShouldBe(["c", "d", "a"]);
        (await Store.Conversations.ChannelsWrittenTo(Some.Tenant, contact, Some.Noon)).ShouldBeEmpty();
        (await Store.Conversations.ChannelsWrittenTo(Some.OtherTenant, contact, Some.Noon.AddHours(-1))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Accept_KeepsTheFallback_AndWhetherItIsUsed()
    {
        var fallback = new MessageContent("template", """{"name":"lembrete","language":{"code":"pt_BR"}}""");
        await Store.Messages.Accept(new NewMessage(Some.Outgoing("m1") with { Fallback = fallback }));
        await Store.Messages.Accept(new NewMessage(Some.Outgoing("m2", "c2")));
        (await Row("m1")).ShouldSatisfyAllConditions(row => row.Fallback.ShouldBe(fallback), row => row.UsesFallback.ShouldBeFalse());
        (await Row("m2")).Fallback.ShouldBeNull();

        var claimed = (await Store.Messages.Claim(Some.Claim())).Messages[0];
        claimed.Row.Fallback.ShouldBe(fallback);
        await Store.Messages.RecordOutcome(Some.Outcome(claimed, MessageStatus.Pending) with { DueAt = Some.Noon.AddSeconds(1), UsesFallback = true });
        (await Row("m1")).UsesFallback.ShouldBeTrue();
        claimed = (await Store.Messages.Claim(Some.Claim(Some.Noon.AddSeconds(1)))).Messages.Single();
        claimed.Row.UsesFallback.ShouldBeTrue();
        await Store.Messages.RecordOutcome(Some.Outcome(claimed, MessageStatus.Sent));
        (await Row("m1")).UsesFallback.ShouldBeTrue();
    }

    private async Task<string> Write(string wamid, string channel = Some.Channel, DateTimeOffset? at = null)
    {
        var message = Some.Incoming(wamid) with { Timestamp = at ?? Some.Noon };
        return (await Store.Intake.Append(Some.Rows(Some.Routed(message, channel: channel)))).Events.Single().ContactId;
    }

    private async Task Say(string contact, bool optedOut, DateTimeOffset at) => await Store.Messages.CommitTurn(
        new TurnCommit(Some.Tenant, Some.Channel, contact, [], null, null, new ConsentChange(optedOut, at, "message:m")));

    private async Task<ContactStanding> Standing(string contact) => await Store.Conversations.Standing(Some.Tenant, Some.Channel, contact);

    private async Task<MessageRow> Row(string id) => (await Store.Messages.Get(Some.Tenant, id))!.Message;
}
