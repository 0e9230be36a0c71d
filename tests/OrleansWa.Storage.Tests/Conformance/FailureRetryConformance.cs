using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.Tests.Support;

namespace OrleansWa.Storage.Tests.Conformance;

/// <summary>A failure that only a status reports, and that passes: the message is tried again, as a new one of WhatsApp's.</summary>
public abstract class FailureRetryConformance : StoreConformance
{
    private static readonly FailureRetry InADay = new(TimeSpan.FromHours(24), 8);

    [Fact]
    public async Task Append_WhenTheFailurePasses_ParksTheMessageUntilThen()
    {
        await Sent("m1");

        var stored = await Append(Failure("wamid.m1", InADay));

        stored.Failed.Single().Status.WhatsAppId.ShouldBe("wamid.m1");
        stored.Unblocked.ShouldBe([(Some.Tenant, Some.Channel)]);
        (await Row("m1")).ShouldSatisfyAllConditions(
            row => row.Status.ShouldBe(MessageStatus.Pending),
            row => row.DueAt.ShouldBe(Some.Noon.AddHours(24)),
            row => row.Error!.Code.ShouldBe(Some.Error.Code),
            row => (row.WhatsAppId, row.SentAt, row.FailedAt).ShouldBe((null, null, null)));
        (await Claim(Some.Noon.AddHours(23))).ShouldBeEmpty();
        (await Claim(Some.Noon.AddHours(24))).Single().Row.Attempts.ShouldBe(2);
    }

    [Fact]
    public async Task Append_WhenTheFailureIsRepeated_SaysNothingOfTheNextAttempt()
    {
        await Sent("m1");
        await Append(Failure("wamid.m1", InADay));
        (await Append(Failure("wamid.m1", InADay))).Failed.ShouldBeEmpty();
        await Store.Messages.RecordOutcome(
            Some.Outcome((await Claim(Some.Noon.AddHours(24))).Single(), MessageStatus.Sent, Some.Noon.AddHours(24)) with { WhatsAppId = "wamid.second" });
        await Append(Failure("wamid.m1", InADay), Some.Status(MessageStatus.Sent, "wamid.m1", "m1"));

        (await Row("m1")).ShouldSatisfyAllConditions(row => row.Status.ShouldBe(MessageStatus.Sent), row => row.WhatsAppId.ShouldBe("wamid.second"));
    }

    [Fact]
    public async Task Append_WhenItArrivedAfterAll_IsNotTriedAgain()
    {
        await Sent("m1");
        await Append(Failure("wamid.m1", InADay), Some.Status(MessageStatus.Delivered, "wamid.m1", "m1"));

        (await Row("m1")).Status.ShouldBe(MessageStatus.Delivered);
        (await Claim(Some.Noon.AddDays(2))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Append_WhenItHasNoTryLeft_Fails()
    {
        await Sent("m1");
        await Append(Failure("wamid.m1", InADay with { TriesMax = 1 }));
        (await Row("m1")).ShouldSatisfyAllConditions(row => row.Status.ShouldBe(MessageStatus.Failed), row => row.FailedAt.ShouldNotBeNull());
    }

    [Fact]
    public async Task Append_WhenItExpiresBefore_Fails()
    {
        await Sent("m1", expiresAt: Some.Noon.AddHours(24));
        await Append(Failure("wamid.m1", InADay));
        (await Row("m1")).Status.ShouldBe(MessageStatus.Failed);
    }

    [Fact]
    public async Task Append_WhenTheFailureOvertakesItsAnswer_TheAnswerChangesNothing()
    {
        var claimed = await Sending("m1");
        await Append(Failure("wamid.m1", InADay, "m1"));
        await Store.Messages.RecordOutcome(Some.Outcome(claimed, MessageStatus.Sent));

        (await Row("m1")).ShouldSatisfyAllConditions(row => row.Status.ShouldBe(MessageStatus.Pending), row => row.DueAt.ShouldBe(Some.Noon.AddHours(24)));
    }

    [Fact]
    public async Task Append_WhenTheFailureWaitsForItsMessage_ParksItThen()
    {
        var claimed = await Sending("m1");
        (await Append(Failure("wamid.m1", InADay))).StatusesApplied.ShouldBe(1);
        await Store.Messages.RecordOutcome(Some.Outcome(claimed, MessageStatus.Sent));

        (await Row("m1")).ShouldSatisfyAllConditions(row => row.Status.ShouldBe(MessageStatus.Pending), row => row.DueAt.ShouldBe(Some.Noon.AddHours(24)));
    }

    [Fact]
    public async Task Append_WhenTheFailureIsForGood_TellsIt()
    {
        await Sent("m1");
        (await Append(Failure("wamid.m1", null))).Failed.Count.ShouldBe(1);
        (await Row("m1")).Status.ShouldBe(MessageStatus.Failed);
    }

    private static RoutedStatus Failure(string wamid, FailureRetry? retry, string? messageId = null) =>
        Some.Status(MessageStatus.Failed, wamid, messageId) with { Retry = retry };

    private async Task<ClaimedMessage> Sending(string id, DateTimeOffset? expiresAt = null)
    {
        await Store.Messages.Accept(new NewMessage(Some.Outgoing(id) with { ExpiresAt = expiresAt }));
        return (await Claim(Some.Noon)).Single();
    }

    private async Task Sent(string id, DateTimeOffset? expiresAt = null) =>
        await Store.Messages.RecordOutcome(Some.Outcome(await Sending(id, expiresAt), MessageStatus.Sent));

    private async Task<IReadOnlyList<ClaimedMessage>> Claim(DateTimeOffset now) => (await Store.Messages.Claim(Some.Claim(now))).Messages;

    private async Task<MessageRow> Row(string id) => (await Store.Messages.Get(Some.Tenant, id))!.Message;

    private async Task<IntakeStored> Append(params RoutedStatus[] statuses) => await Store.Intake.Append(Some.Rows(statuses));
}
