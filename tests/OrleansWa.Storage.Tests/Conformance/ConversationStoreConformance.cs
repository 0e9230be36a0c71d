using OrleansWa.Contracts;
using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Conversations;
using OrleansWa.Contracts.Messages;
using OrleansWa.Storage.Tests.Support;

namespace OrleansWa.Storage.Tests.Conformance;

public abstract class ConversationStoreConformance : StoreConformance
{
    [Fact]
    public async Task Get_WhenAbsent_IsNull() => (await Store.Conversations.Get(Some.Tenant, Some.Channel, "nobody")).ShouldBeNull();

    [Fact]
    public async Task Get_AfterIntake_ShowsTheContactAndCountsUnread()
    {
        var first = Some.Incoming("w1", sender: Some.Sender(name: "Ana")) with { Timestamp = Some.Noon.AddMinutes(-1) };
        var older = Some.Incoming("w2") with { Timestamp = Some.Noon.AddMinutes(-9) };
        var contact = (await Store.Intake.Append(Some.Rows(Some.Routed(first), Some.Routed(older)))).Events[0].ContactId;
        (await Store.Conversations.Get(Some.Tenant, Some.Channel, contact)).ShouldBe(new ConversationRow(
            Some.Tenant,
            Some.Channel,
            contact,
            "Ana",
            "5511987654321",
            Unread: 2,
            LastInboundAt: Some.Noon.AddMinutes(-1),
            LastActivityAt: Some.Noon.AddMinutes(-1),
            new ConversationSummary(true, null, null)));
    }

    [Fact]
    public async Task Get_WhenTheSendersClockRunsAhead_ShowsTheTimeOfReceipt()
    {
        var ahead = Some.Incoming("w1") with { Timestamp = Some.Noon.AddYears(1) };
        var contact = (await Store.Intake.Append(Some.Rows(Some.Routed(ahead)))).Events[0].ContactId;
        (await Store.Conversations.Get(Some.Tenant, Some.Channel, contact))!.LastActivityAt.ShouldBe(Some.Noon);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Get_WhenWeBeganIt_IsThere(bool byApi)
    {
        var contact = await Store.Contacts.Resolve(Some.Tenant, new ContactIdentity([Some.PhoneAlias("5511987654321")], null, null), Some.Noon);
        var message = new NewMessage(Some.Outgoing("m1", contact));
        if (byApi)
        {
            await Store.Messages.Accept(message);
        }
        else
        {
            await Store.Messages.CommitTurn(new TurnCommit(Some.Tenant, Some.Channel, contact, [message], null, null));
        }

        var row = (await Store.Conversations.Get(Some.Tenant, Some.Channel, contact))!;
        (row.Phone, row.Unread, row.LastInboundAt, row.LastActivityAt).ShouldBe(("5511987654321", 0, null, Some.Noon));
        (await Store.Conversations.List(Some.Tenant, null, null, 10)).Items.ShouldBe([row]);
    }

    [Fact]
    public async Task Get_AfterAnOlderMessageOfOurs_KeepsTheLatestActivity()
    {
        await Store.Messages.Accept(new NewMessage(Some.Outgoing("m1")));
        await Store.Messages.Accept(new NewMessage(Some.Outgoing("m2") with { CreatedAt = Some.Noon.AddHours(-1) }));
        (await Store.Conversations.Get(Some.Tenant, Some.Channel, Some.Contact))!.LastActivityAt.ShouldBe(Some.Noon);
    }

    [Fact]
    public async Task List_PagesByLastActivity_OfOneChannelOrAll()
    {
        for (var i = 0; i < 7; i++)
        {
            // Two of each time, so that a page may end between equals.
            var row = Some.Outgoing($"m{i}", $"c{i}") with { ChannelId = i % 3 == 0 ? Some.OtherChannel : Some.Channel };
            await Store.Messages.Accept(new NewMessage(row with { CreatedAt = Some.Noon.AddSeconds(i / 2) }));
        }

        await Store.Messages.Accept(new NewMessage(Some.Outgoing("x", "cx") with { TenantId = Some.OtherTenant }));
        (await Pages(null)).ShouldBe(["c6", "c3", "c5", "c4", "c2", "c1", "c0"], ignoreOrder: true);
        (await Pages(null)).Select(contact => (contact[1] - '0') / 2).ShouldBeInOrder(SortDirection.Descending);
        (await Pages(Some.Channel)).ShouldBe(["c5", "c4", "c2", "c1"]);
        (await Pages(Some.OtherChannel)).ShouldBe(["c6", "c3", "c0"]);
        (await Pages("none")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense!")]
    [InlineData("bm9uc2Vuc2U")]
    [InlineData("MQoK-_")]
    [InlineData("eAphCmI")]
    public async Task List_WhenTheCursorIsNotOurs_IsRefused(string cursor)
    {
        var problem = await Should.ThrowAsync<ProblemException>(async () => await Store.Conversations.List(Some.Tenant, null, cursor, 10));
        (problem.Kind, problem.Code).ShouldBe((ProblemKind.Invalid, "cursor_invalid"));
    }

    private async Task<List<string>> Pages(string? channel)
    {
        var contacts = new List<string>();
        string? cursor = null;
        do
        {
            var page = await Store.Conversations.List(Some.Tenant, channel, cursor, 2);
            page.Items.Length.ShouldBeLessThanOrEqualTo(2);
            contacts.AddRange(page.Items.Select(row => row.ContactId));
            cursor = page.Next;
        }
        while (cursor is not null);
        return contacts;
    }
}
