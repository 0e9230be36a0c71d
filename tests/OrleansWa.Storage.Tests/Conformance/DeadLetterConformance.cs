using OrleansWa.Contracts;
using OrleansWa.Contracts.DeadLetters;
using OrleansWa.Contracts.Messages;
using OrleansWa.Storage.Tests.Support;

namespace OrleansWa.Storage.Tests.Conformance;

/// <summary>The list of outgoing messages that failed.</summary>
public abstract class DeadLetterConformance : StoreConformance
{
    private static readonly DeadLetterFilter All = new(null, null, null);

    [Fact]
    public async Task DeadLetters_HoldsFailedAndDeadOnesOfTheTenant_LastFailedFirst()
    {
        await Fails("failed", MessageStatus.Failed, second: 1);
        await Fails("dead", MessageStatus.Dead, second: 3);
        await Fails("unknown", MessageStatus.OutcomeUnknown, second: 2);
        await Store.Messages.Accept(new NewMessage(Some.Outgoing("pending", "c9")));
        await Store.Messages.Accept(new NewMessage(Some.Outgoing("expired", "c8") with { ExpiresAt = Some.Noon }));
        await Store.Messages.ExpireOverdue(new OverdueRequest(Some.Tenant, Some.Channel, Some.Noon, Some.Noon.AddMinutes(1), 8));

        var letters = await Store.DeadLetters.List(Some.Tenant, All, new PageRequest(10, null));
        letters.Items.Select(letter => letter.Outgoing!.Id).ShouldBe(["dead", "failed"]);
        letters.Next.ShouldBeNull();
        letters.Items[0].Outgoing.ShouldBe((await Store.Messages.Get(Some.Tenant, "dead"))!.Message);
        (await Store.DeadLetters.List(Some.OtherTenant, All, new PageRequest(10, null))).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task DeadLetters_GoesByPage_AlsoWhereTimesAreEqualAndRowsLeaveMeanwhile()
    {
        for (var i = 0; i < 7; i++)
        {
            await Fails($"m{i}", MessageStatus.Failed, second: i / 3);
        }

        var whole = await Ids(All);
        whole.ShouldBe(["m6", "m5", "m4", "m3", "m2", "m1", "m0"]);
        var first = await Store.DeadLetters.List(Some.Tenant, All, new PageRequest(3, null));
        await Store.Messages.Retry(new RetryRequest(Some.Tenant, "m4", Some.Noon.AddHours(1), Some.Noon.AddDays(1)));
        var second = await Store.DeadLetters.List(Some.Tenant, All, new PageRequest(3, first.Next));
        var third = await Store.DeadLetters.List(Some.Tenant, All, new PageRequest(3, second.Next));

        first.Items.Concat(second.Items).Concat(third.Items).Select(letter => letter.Outgoing!.Id).ShouldBe(whole);
        third.Next.ShouldBeNull();
    }

    [Fact]
    public async Task DeadLetters_FiltersByChannelCodeAndTime()
    {
        await Fails("a", MessageStatus.Failed, second: 1);
        await Fails("b", MessageStatus.Failed, second: 2, code: "190");
        await Fails("c", MessageStatus.Failed, second: 3, channel: Some.OtherChannel);

        (await Ids(All with { Code = "190" })).ShouldBe(["b"]);
        (await Ids(All with { ChannelId = Some.OtherChannel })).ShouldBe(["c"]);
        (await Ids(All with { ChannelId = Some.Channel, Code = Some.Error.Code })).ShouldBe(["a"]);
        (await Ids(All with { Before = Some.Noon.AddSeconds(3) })).ShouldBe(["b", "a"]);
        (await Ids(All with { Before = Some.Noon.AddSeconds(1) })).ShouldBeEmpty();
    }

    [Fact]
    public async Task Dismiss_TakesItOffTheListAndLeavesItInHistory_UntilItFailsAgain()
    {
        await Fails("m1", MessageStatus.Failed, second: 1);
        (await Dismiss("m1")).ShouldBe(new ControlResult(MessageStatus.Failed, Changed: true));
        (await Dismiss("m1")).ShouldBe(new ControlResult(MessageStatus.Failed, Changed: false));
        (await Ids(All)).ShouldBeEmpty();
        (await Store.Messages.Get(Some.Tenant, "m1"))!.Message.Status.ShouldBe(MessageStatus.Failed);

        await Store.Messages.Retry(new RetryRequest(Some.Tenant, "m1", Some.Noon, Some.Noon.AddDays(1)));
        var claimed = (await Store.Messages.Claim(Some.Claim(Some.Noon.AddMinutes(1)))).Messages.Single();
        await Store.Messages.RecordOutcome(Some.Outcome(claimed, MessageStatus.Failed));
        (await Ids(All)).ShouldBe(["m1"]);
    }

    [Fact]
    public async Task Dismiss_WhenNotADeadLetter_ChangesNothing()
    {
        await Store.Messages.Accept(new NewMessage(Some.Outgoing("m1")));
        (await Dismiss("m1")).ShouldBe(new ControlResult(MessageStatus.Pending, Changed: false));
        (await Dismiss("nothing")).ShouldBeNull();
        (await Store.Messages.Dismiss(Some.OtherTenant, "m1", Some.Noon)).ShouldBeNull();
    }

    [Theory]
    [InlineData("not a cursor")]
    [InlineData("MTIz")]
    public async Task Lists_WhenTheCursorIsNotTheirs_SaySo(string cursor)
    {
        (await Should.ThrowAsync<ProblemException>(async () => await Store.DeadLetters.List(Some.Tenant, All, new PageRequest(1, cursor)))).Code.ShouldBe("cursor_invalid");
        (await Should.ThrowAsync<ProblemException>(
            async () => await Store.Messages.List(Some.Tenant, new MessageFilter(null, null, null, null, null), new PageRequest(1, cursor)))).Code.ShouldBe("cursor_invalid");
    }

    private async Task Fails(string id, MessageStatus status, int second, string? code = null, string channel = Some.Channel)
    {
        await Store.Messages.Accept(new NewMessage(Some.Outgoing(id, "contact-" + id) with { ChannelId = channel }));
        var claimed = (await Store.Messages.Claim(Some.Claim() with { ChannelId = channel })).Messages.Single(m => m.Row.Id == id);
        var outcome = Some.Outcome(claimed, status, Some.Noon.AddSeconds(second));
        await Store.Messages.RecordOutcome(outcome with { Error = Some.Error with { Code = code ?? Some.Error.Code } });
    }

    private async Task<ControlResult?> Dismiss(string id) => await Store.Messages.Dismiss(Some.Tenant, id, Some.Noon);

    private async Task<IEnumerable<string>> Ids(DeadLetterFilter filter) =>
        (await Store.DeadLetters.List(Some.Tenant, filter, new PageRequest(50, null))).Items.Select(letter => letter.Outgoing!.Id);
}
