using OrleansWa.Contracts.Conversations;
using OrleansWa.Contracts.Messages;
using OrleansWa.Storage.Tests.Support;

namespace OrleansWa.Storage.Tests.Conformance;

public abstract class MessageStoreConformance : StoreConformance
{
    [Fact]
    public async Task Accept_StoresEveryColumn()
    {
        var row = Some.Outgoing("m1") with
        {
            ExpiresAt = Some.Noon.AddDays(1),
            ReplyTo = "m0",
            CallbackData = "order 7",
            TraceId = "trace-1",
            Lane = Lane.Transactional,
        };
        var accepted = await Store.Messages.Accept(new NewMessage(row, "key", "hash"));
        accepted.ShouldBe(new AcceptResult(row with { Seq = accepted.Row.Seq }, Repeated: false, Mismatch: false));
        accepted.Row.Seq.ShouldBeGreaterThan(0);
        (await Row("m1")).ShouldBe(accepted.Row);
    }

    [Fact]
    public async Task Accept_WhenTheKeyIsRepeated_GivesTheEarlierRow()
    {
        var first = await Store.Messages.Accept(new NewMessage(Some.Outgoing("m1"), "key", "hash"));
        var again = await Store.Messages.Accept(new NewMessage(Some.Outgoing("m2"), "key", "hash"));
        again.ShouldBe(new AcceptResult(first.Row, Repeated: true, Mismatch: false));
        (await Store.Messages.Get(Some.Tenant, "m2")).ShouldBeNull();
    }

    [Fact]
    public async Task Accept_WhenTheKeyComesWithAnotherRequest_IsAMismatchAndStoresNothing()
    {
        var first = await Store.Messages.Accept(new NewMessage(Some.Outgoing("m1"), "key", "hash"));
        var other = await Store.Messages.Accept(new NewMessage(Some.Outgoing("m2"), "key", "other"));
        other.ShouldBe(new AcceptResult(first.Row, Repeated: false, Mismatch: true));
        (await Store.Messages.Get(Some.Tenant, "m2")).ShouldBeNull();
    }

    [Fact]
    public async Task Accept_WhenTheIdIsRepeated_GivesTheEarlierRow()
    {
        var first = await Store.Messages.Accept(new NewMessage(Some.Outgoing("m1")));
        (await Store.Messages.Accept(new NewMessage(Some.Outgoing("m1")))).ShouldBe(new AcceptResult(first.Row, Repeated: true, Mismatch: false));
    }

    [Fact]
    public async Task Accept_WhenAnotherTenantOrChannelUsesTheKey_IsNew()
    {
        await Store.Messages.Accept(new NewMessage(Some.Outgoing("m1"), "key", "hash"));
        var channel = await Store.Messages.Accept(new NewMessage(Some.Outgoing("m2") with { ChannelId = Some.OtherChannel }, "key", "hash"));
        var tenant = await Store.Messages.Accept(new NewMessage(Some.Outgoing("m1") with { TenantId = Some.OtherTenant }, "key", "hash"));
        (channel.Repeated || channel.Mismatch || tenant.Repeated || tenant.Mismatch).ShouldBeFalse();
    }

    [Fact]
    public async Task Accept_WhenManyRepeatAtOnce_StoresOne()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 64).Select(
            async i => await Store.Messages.Accept(new NewMessage(Some.Outgoing($"m{i}"), "key", "hash"))));
        results.Count(result => !result.Repeated).ShouldBe(1);
        results.Select(result => result.Row.Id).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task CommitTurn_WhenRepeated_ChangesNothing()
    {
        var turn = Turn(messages: [new NewMessage(Some.Outgoing("m1")), new NewMessage(Some.Outgoing("m2"))]);
        await Store.Messages.CommitTurn(turn);
        var before = await History();
        await Store.Messages.Claim(Some.Claim());
        await Store.Messages.CommitTurn(turn);
        (await History()).Select(row => (row.Seq, row.Id)).ShouldBe(before.Select(row => (row.Seq, row.Id)));
        (await Row("m1")).Status.ShouldBe(MessageStatus.Sending);
    }

    [Fact]
    public async Task CommitTurn_CommitsMessagesHandledAndSummaryTogether()
    {
        var intake = await Store.Intake.Append(Some.Rows(Some.Routed(Some.Incoming("w1")), Some.Routed(Some.Incoming("w2"))));
        var contact = intake.Events[0].ContactId;
        var summary = new ConversationSummary(false, "welcome", "ask-name");
        await Store.Messages.CommitTurn(new TurnCommit(
            Some.Tenant, Some.Channel, contact, [new NewMessage(Some.Outgoing("m1", contact))], intake.Events[0].Event.Seq, summary));
        (await Store.Intake.Unhandled(Some.Tenant, Some.Channel, contact, 0, 10)).Select(e => e.Seq).ShouldBe([intake.Events[1].Event.Seq]);
        (await Store.Conversations.Get(Some.Tenant, Some.Channel, contact))!.Summary.ShouldBe(summary);
        (await Row("m1")).ContactId.ShouldBe(contact);
    }

    [Fact]
    public async Task CommitTurn_WithoutSummary_LeavesIt()
    {
        var summary = new ConversationSummary(false, "welcome", "ask-name");
        await Store.Messages.CommitTurn(Turn(summary: summary));
        await Store.Messages.CommitTurn(Turn(messages: [new NewMessage(Some.Outgoing("m1"))]));
        (await Store.Conversations.Get(Some.Tenant, Some.Channel, Some.Contact))!.Summary.ShouldBe(summary);
    }

    [Fact]
    public async Task CommitTurn_WithNothing_DoesNothing()
    {
        await Store.Messages.CommitTurn(Turn());
        (await Store.Conversations.Get(Some.Tenant, Some.Channel, Some.Contact)).ShouldBeNull();
    }

    [Fact]
    public async Task Get_WhenAnotherTenants_IsNull()
    {
        await Store.Messages.Accept(new NewMessage(Some.Outgoing("m1")));
        (await Store.Messages.Get(Some.OtherTenant, "m1")).ShouldBeNull();
    }

    [Fact]
    public async Task History_PagesNewestFirstOfOneConversation()
    {
        for (var i = 1; i <= 5; i++)
        {
            await Store.Messages.Accept(new NewMessage(Some.Outgoing($"m{i}")));
        }

        await Store.Messages.Accept(new NewMessage(Some.Outgoing("x1", "c2")));
        await Store.Messages.Accept(new NewMessage(Some.Outgoing("x2") with { ChannelId = Some.OtherChannel }));
        await Store.Messages.Accept(new NewMessage(Some.Outgoing("x3") with { TenantId = Some.OtherTenant }));
        var page = await History(limit: 2);
        page.Select(row => row.Id).ShouldBe(["m5", "m4"]);
        (await History(page[^1].Seq, 10)).Select(row => row.Id).ShouldBe(["m3", "m2", "m1"]);
    }

    private static TurnCommit Turn(IReadOnlyList<NewMessage>? messages = null, long? handled = null, ConversationSummary? summary = null) =>
        new(Some.Tenant, Some.Channel, Some.Contact, messages ?? [], handled, summary);

    private async Task<MessageRow> Row(string id) => (await Store.Messages.Get(Some.Tenant, id))!.Message;

    private async Task<IReadOnlyList<MessageRow>> History(long? before = null, int limit = 100) =>
        await Store.Messages.History(Some.Tenant, Some.Channel, Some.Contact, before, limit);
}
