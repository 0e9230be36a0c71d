using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.Tests.Support;

namespace OrleansWa.Storage.Tests.Conformance;

/// <summary>Echoes of the handset: messages of ours that we did not send.</summary>
public abstract class HandsetConformance : StoreConformance
{
    private static WebhookMessage Echo(string wamid, string type = "text") => Some.Incoming(wamid, "já te ligo") with { FromHandset = true, Type = type };

    [Fact]
    public async Task Append_OfAnEcho_StoresAMessageOfOursAndAnEvent()
    {
        var asked = (await Append(Some.Incoming("w1"))).Events.Single();
        var told = (await Append(Echo("w2") with { Timestamp = Some.Noon.AddSeconds(-5) })).Events.Single();

        (told.ContactId, told.Event.FromHandset, told.Event.Silent, told.Event.PreviousSeq).ShouldBe((asked.ContactId, true, true, asked.Event.Seq));
        var row = (await Store.Messages.Get(Some.Tenant, told.Event.MessageId))!.Message;
        (row.Outbound, row.Status, row.Origin, row.WhatsAppId, row.SentAt, row.HoldsElement)
            .ShouldBe((true, MessageStatus.Sent, MessageOrigins.Handset, "w2", Some.Noon.AddSeconds(-5), true));
        (await Store.Intake.Unhandled(Some.Tenant, Some.Channel, asked.ContactId, asked.Event.Seq, 10)).ShouldBe([told.Event]);
        (await Store.Intake.Find(Some.Tenant, Some.Channel, asked.ContactId, told.Event.Seq)).ShouldBe(told.Event);
        (await Store.Intake.Find(Some.Tenant, Some.Channel, "other", told.Event.Seq)).ShouldBeNull();
        (await Append(Echo("w2"))).Duplicates.ShouldBe(1);
        (await Store.Messages.Claim(Some.Claim())).Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Append_OfAnEcho_IsActivityButNothingThatThePersonWrote()
    {
        var contact = (await Append(Some.Incoming("w1"))).Events.Single().ContactId;
        await Store.Intake.Append(Some.Rows(Some.Routed(Echo("w2") with { Timestamp = Some.Noon.AddMinutes(5) })) with { ReceivedAt = Some.Noon.AddMinutes(5) });
        var row = (await Store.Conversations.Get(Some.Tenant, Some.Channel, contact))!;
        (row.Unread, row.LastInboundAt, row.LastActivityAt).ShouldBe((1, Some.Noon, Some.Noon.AddMinutes(5)));
    }

    [Fact]
    public async Task Append_OfAnEchoToSomebodyNew_BeginsAConversation()
    {
        var told = (await Append(Echo("w1"))).Events.Single();
        var row = (await Store.Conversations.Get(Some.Tenant, Some.Channel, told.ContactId))!;
        (row.Unread, row.LastInboundAt, row.LastActivityAt).ShouldBe((0, null, Some.Noon));
    }

    [Fact]
    public async Task Append_OfAnEchoOfWhatWeSent_IsADuplicate()
    {
        var contact = (await Append(Some.Incoming("w1"))).Events.Single().ContactId;
        await Store.Messages.Accept(new NewMessage(Some.Outgoing("m1", contact)));
        await Store.Messages.RecordOutcome(Some.Outcome((await Store.Messages.Claim(Some.Claim())).Messages.Single(), MessageStatus.Sent));
        var again = await Append(Echo("wamid.m1"));
        (again.Events.Count, again.Duplicates).ShouldBe((0, 1));
        (await Store.Messages.History(Some.Tenant, Some.Channel, contact, null, 10)).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Append_OfStatuses_ReachTheEchoWheneverTheyCome(bool before, bool together)
    {
        var status = Some.Status(MessageStatus.Delivered, "w1");
        var read = Some.Status(MessageStatus.Read, "w1");
        if (before)
        {
            await Store.Intake.Append(Some.Rows(read, status));
        }

        var rows = Some.Rows(Some.Routed(Echo("w1")));
        var told = (await Store.Intake.Append(together ? rows with { Statuses = [status, read] } : rows)).Events.Single();
        if (!before && !together)
        {
            await Store.Intake.Append(Some.Rows(status));
            await Store.Intake.Append(Some.Rows(read));
        }

        var row = (await Store.Messages.Get(Some.Tenant, told.Event.MessageId))!.Message;
        (row.Status, row.DeliveredAt, row.ReadAt).ShouldBe((MessageStatus.Read, Some.Noon.AddSeconds(5), Some.Noon.AddSeconds(6)));
        (await Store.Intake.Append(Some.Rows(read))).StatusesApplied.ShouldBe(0);
    }

    [Fact]
    public async Task CountByHand_CountsMessagesOfTheHandsetOnly()
    {
        await Append(Some.Incoming("w1"), Echo("w2"), Echo("w3", "image"), Echo("w4", "edit"), Echo("w5", "revoke"), Echo("w6", "reaction"));
        await Store.Messages.Accept(new NewMessage(Some.Outgoing("m1")));
        (await Count(Some.Noon)).ShouldBe(2);
        (await Count(Some.Noon.AddSeconds(1))).ShouldBe(0);
        (await Store.Messages.CountByHand(Some.Tenant, Some.Channel, Some.Noon, 1)).ShouldBe(1);
        (await Store.Messages.CountByHand(Some.Tenant, Some.OtherChannel, Some.Noon, 10)).ShouldBe(0);
    }

    private async Task<int> Count(DateTimeOffset since) => await Store.Messages.CountByHand(Some.Tenant, Some.Channel, since, 10);

    private async Task<IntakeStored> Append(params WebhookMessage[] messages) => await Store.Intake.Append(Some.Rows([.. messages.Select(one => Some.Routed(one))]));
}
