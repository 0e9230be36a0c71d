using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.Tests.Support;

namespace OrleansWa.Storage.Tests.Conformance;

public abstract class IntakeStatusConformance : StoreConformance
{
    public static TheoryData<MessageStatus, MessageStatus> Pairs()
    {
        MessageStatus[] reported = [MessageStatus.Sent, MessageStatus.Delivered, MessageStatus.Read, MessageStatus.Played, MessageStatus.Failed];
        var data = new TheoryData<MessageStatus, MessageStatus>();
        foreach (var first in reported)
        {
            foreach (var second in reported)
            {
                data.Add(first, second);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Append_InAnyOrderOfTwoStatuses_NeverGoesBackAndKeepsBothTimes(MessageStatus first, MessageStatus second)
    {
        await Sent("m1");
        await Append(Some.Status(first, "wamid.m1"));
        await Append(Some.Status(second, "wamid.m1"));
        var row = await Row("m1");
        row.Status.ShouldBe(After(After(MessageStatus.Sent, first), second));
        (row.Error is not null).ShouldBe(row.Status == MessageStatus.Failed);
        foreach (var status in new[] { first, second })
        {
            TimeOf(row, status).ShouldBe(TimeReported(status));
        }
    }

    [Fact]
    public async Task Append_WhenTheSameStatusAgain_ChangesNothing()
    {
        await Sent("m1");
        (await Append(Some.Status(MessageStatus.Read, "wamid.m1"))).StatusesApplied.ShouldBe(1);
        var before = await Row("m1");
        (await Append(Some.Status(MessageStatus.Read, "wamid.m1", at: Some.Noon.AddDays(1)))).StatusesApplied.ShouldBe(0);
        (await Row("m1")).ShouldBe(before);
    }

    [Fact]
    public async Task Append_FindsTheMessageByOurId_AndLearnsTheWhatsAppId()
    {
        await Sending("m1");
        await Append(Some.Status(MessageStatus.Delivered, "wamid.new", "m1"));
        (await Row("m1")).ShouldSatisfyAllConditions(
            row => row.Status.ShouldBe(MessageStatus.Delivered), row => row.WhatsAppId.ShouldBe("wamid.new"));
        await Append(Some.Status(MessageStatus.Read, "wamid.new"));
        (await Row("m1")).Status.ShouldBe(MessageStatus.Read);
    }

    [Fact]
    public async Task Append_WhenOurIdIsOfAnotherTenantOrChannel_TouchesNothing()
    {
        await Sending("m1");
        await Append(
            Some.Status(MessageStatus.Read, "w", "m1", tenant: Some.OtherTenant),
            Some.Status(MessageStatus.Read, "w", "m1", channel: Some.OtherChannel));
        (await Row("m1")).Status.ShouldBe(MessageStatus.Sending);
    }

    [Fact]
    public async Task Append_WhenTheWamidIsOfAnotherChannel_TouchesNothing()
    {
        await Sent("m1");
        await Append(
            Some.Status(MessageStatus.Read, "wamid.m1", channel: Some.OtherChannel),
            Some.Status(MessageStatus.Read, "wamid.m1", tenant: Some.OtherTenant));
        (await Row("m1")).Status.ShouldBe(MessageStatus.Sent);
    }

    [Fact]
    public async Task Append_WhenTheWamidIsOfAnIncomingMessage_TouchesNothing()
    {
        var stored = (await Store.Intake.Append(Some.Rows(Some.Routed(Some.Incoming("w1"))))).Events.Single();
        await Append(Some.Status(MessageStatus.Read, "w1", stored.Event.MessageId));
        (await Row(stored.Event.MessageId)).Status.ShouldBe(MessageStatus.Received);
    }

    [Theory]
    [InlineData(MessageStatus.Pending)]
    [InlineData(MessageStatus.Sending)]
    [InlineData(MessageStatus.OutcomeUnknown)]
    public async Task Append_WhenAMessageLeavesTheQueue_TellsWhichChannelIsUnblocked(MessageStatus present)
    {
        await Reach("m1", present);
        var stored = await Append(Some.Status(MessageStatus.Delivered, "w", "m1"), Some.Status(MessageStatus.Read, "w", "m1"));
        stored.Unblocked.ShouldBe([(Some.Tenant, Some.Channel)]);
        (await Row("m1")).Status.ShouldBe(MessageStatus.Read);
        (await Append(Some.Status(MessageStatus.Sent, "w", "m1"))).Unblocked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Append_WhenUnblocked_ItsFollowerMayGo()
    {
        await Sending("m1");
        await Store.Messages.Accept(new NewMessage(Some.Outgoing("m2")));
        await Append(Some.Status(MessageStatus.Sent, "w", "m1"));
        (await Store.Messages.Claim(Some.Claim())).Messages.Single().Row.Id.ShouldBe("m2");
    }

    [Fact]
    public async Task Append_WithAWordWeDoNotKnow_ChangesNothing()
    {
        await Sent("m1");
        var before = await Row("m1");
        var stored = await Append(Some.Status(MessageStatus.Unknown, "wamid.m1", "m1"));
        (stored.StatusesApplied, stored.Unblocked.Count).ShouldBe((0, 0));
        (await Row("m1")).ShouldBe(before);
    }

    [Fact]
    public async Task Append_WithoutUsableTimestamp_TakesTheTimeOfReceipt()
    {
        await Sent("m1");
        var status = Some.Status(MessageStatus.Read, "wamid.m1");
        await Append(status with { Status = status.Status with { Timestamp = null } });
        (await Row("m1")).ReadAt.ShouldBe(Some.Noon);
    }

    [Fact]
    public async Task Append_WhenItsMessageIsUnknown_WaitsOnce()
    {
        var early = Some.Status(MessageStatus.Delivered, "wamid.m1");
        (await Append(early, early)).StatusesApplied.ShouldBe(1);
        (await Append(early)).StatusesApplied.ShouldBe(0);
    }

    [Fact]
    public async Task Append_WhenAnEarlyStatusIsTooOld_Forgets()
    {
        await Append(Some.Status(MessageStatus.Delivered, "wamid.m1"));
        await Store.Intake.Append(Some.Rows(Some.Status(MessageStatus.Delivered, "wamid.x")) with { ReceivedAt = Some.Noon.AddDays(8) });
        await Sent("m1");
        (await Row("m1")).Status.ShouldBe(MessageStatus.Sent);
    }

    private static MessageStatus After(MessageStatus present, MessageStatus reported) =>
        MessageStatusRules.Replaces(present, reported, presentIsAssumed: false) ? reported : present;

    // Played has no time in the row; the acceptance at +1 s set the time of sent.
    private static DateTimeOffset? TimeReported(MessageStatus status) => status switch
    {
        MessageStatus.Played => null,
        MessageStatus.Sent => Some.Noon.AddSeconds(1),
        _ => Some.Noon.AddSeconds((int)status),
    };

    private static DateTimeOffset? TimeOf(MessageRow row, MessageStatus status) => status switch
    {
        MessageStatus.Sent => row.SentAt,
        MessageStatus.Delivered => row.DeliveredAt,
        MessageStatus.Read => row.ReadAt,
        MessageStatus.Failed => row.FailedAt,
        _ => null,
    };

    private async Task Reach(string id, MessageStatus status)
    {
        await Store.Messages.Accept(new NewMessage(Some.Outgoing(id)));
        if (status != MessageStatus.Pending)
        {
            await Store.Messages.Claim(Some.Claim());
        }

        if (status == MessageStatus.OutcomeUnknown)
        {
            await Store.Messages.MarkInterrupted(Some.Tenant, Some.Channel, Some.Noon);
        }
    }

    private async Task<ClaimedMessage> Sending(string id)
    {
        await Store.Messages.Accept(new NewMessage(Some.Outgoing(id)));
        return (await Store.Messages.Claim(Some.Claim())).Messages.Single();
    }

    private async Task Sent(string id) => await Store.Messages.RecordOutcome(Some.Outcome(await Sending(id), MessageStatus.Sent));

    private async Task<MessageRow> Row(string id) => (await Store.Messages.Get(Some.Tenant, id))!.Message;

    private async Task<IntakeStored> Append(params RoutedStatus[] statuses) => await Store.Intake.Append(Some.Rows(statuses));
}
