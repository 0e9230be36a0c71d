using OrleansWa.Contracts;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.Tests.Support;

namespace OrleansWa.Storage.Tests.Conformance;

/// <summary>Reactions, edits and deletions: what history shows does not depend on when they came.</summary>
public abstract class MessageChangeConformance : StoreConformance
{
    private const string NewText = """{"type":"text","text":{"body":"corrigido"}}""";

    private static readonly WebhookMessage[] Events =
    [
        Some.Incoming("w1"),
        Some.Change("e1", MessageChangeKind.Edit, "w1", """{"type":"text","text":{"body":"quase"}}""", 10),
        Some.Change("e2", MessageChangeKind.Edit, "w1", NewText, 20),
        Some.Change("r1", MessageChangeKind.Reaction, "w1", "👍", 5),
        Some.Change("r2", MessageChangeKind.Reaction, "w1", null, 30),
        Some.Change("r3", MessageChangeKind.Reaction, "w1", "❤️", 40),
        Some.Change("d1", MessageChangeKind.Deletion, "w1", null, 50),
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Append_InAnyOrderAndTwice_ShowsTheSame(int seed)
    {
        var random = new Random(seed);
        var events = Events.Concat(Events).ToArray();
        random.Shuffle(events);
        // In batches of their own, and some together.
        foreach (var chunk in events.Chunk(random.Next(1, 5)))
        {
            await Store.Intake.Append(Some.Rows([.. chunk.Select(one => Some.Routed(one))]));
        }

        var shown = await Find("w1");
        shown.Edit.ShouldBe(new MessageEdit(NewText, Some.Noon.AddSeconds(20)));
        shown.Reactions.ShouldBe([new MessageReaction("❤️", MessageSide.Contact, Some.Noon.AddSeconds(40))]);
        shown.DeletedAt.ShouldBe(Some.Noon.AddSeconds(50));
    }

    [Fact]
    public async Task Append_WhenTheMessageComesLast_ShowsItsChangesEverywhere()
    {
        await Append(Some.Change("r1", MessageChangeKind.Reaction, "w1", "👍"));
        await Append(Some.Incoming("w1"), Some.Incoming("w2"));

        var history = await History();
        history.Select(row => (row.WhatsAppId, row.Changes?.Reactions.Length)).ShouldBe([("w2", null), ("w1", 1), ("r1", null)]);
        var message = history.Single(row => row.WhatsAppId == "w1");
        Same((await Store.Messages.Get(Some.Tenant, message.Id))!.Message, message);
        var listed = await Store.Messages.List(Some.Tenant, new MessageFilter(null, null, null, null, null), new PageRequest(10, null));
        Same(listed.Items.Single(row => row.Id == message.Id), message);
        listed.Items.Count(row => row.Changes is not null).ShouldBe(1);
    }

    [Fact]
    public async Task Append_WhenAReactionIsRemoved_ShowsNothing()
    {
        await Append(Some.Incoming("w1"), Some.Change("r1", MessageChangeKind.Reaction, "w1", "👍", 1), Some.Change("r2", MessageChangeKind.Reaction, "w1", null, 1));
        (await Row("w1")).Changes.ShouldBeNull();
    }

    [Fact]
    public async Task Append_WhenSomebodyElseChangesIt_CountsForNothing()
    {
        var other = Some.Sender("4915112345678");
        await Append(
            Some.Incoming("w1"),
            Some.Change("e1", MessageChangeKind.Edit, "w1", NewText, 1, other),
            Some.Change("d1", MessageChangeKind.Deletion, "w1", null, 1, other),
            Some.Change("r1", MessageChangeKind.Reaction, "w1", "👍", 1, other),
            Some.Change("e2", MessageChangeKind.Edit, "w1", NewText, 1) with { FromHandset = true });
        (await Row("w1")).Changes.ShouldBeNull();
        await Append(Some.Change("e3", MessageChangeKind.Edit, "w1", NewText, 2));
        (await Find("w1")).Edit.ShouldNotBeNull();
    }

    [Fact]
    public async Task Append_WhenItSpeaksOfAMessageOfOurs_ShowsReactionsOfBothSides()
    {
        var contact = (await Append(Some.Incoming("w1")))[0].ContactId;
        await Store.Messages.Accept(new NewMessage(Some.Outgoing("m1", contact)));
        await Store.Messages.RecordOutcome(Some.Outcome((await Store.Messages.Claim(Some.Claim())).Messages.Single(), MessageStatus.Sent));
        await Append(
            Some.Change("r1", MessageChangeKind.Reaction, "wamid.m1", "👍", 2),
            Some.Change("r2", MessageChangeKind.Reaction, "wamid.m1", "🙏", 1) with { FromHandset = true },
            Some.Change("e1", MessageChangeKind.Edit, "wamid.m1", NewText, 3),
            Some.Change("d1", MessageChangeKind.Deletion, "wamid.m1", null, 3) with { FromHandset = true });

        var changes = (await Store.Messages.Get(Some.Tenant, "m1"))!.Message.Changes.ShouldNotBeNull();
        changes.Reactions.Select(reaction => (reaction.Emoji, reaction.From)).ShouldBe([("🙏", MessageSide.Business), ("👍", MessageSide.Contact)]);
        changes.Edit.ShouldBeNull();
        changes.DeletedAt.ShouldBe(Some.Noon.AddSeconds(3));
    }

    [Fact]
    public async Task Append_KeepsTheChangesOfEachChannelAndTenantApart()
    {
        await Append(Some.Incoming("w1"));
        var change = Some.Change("r1", MessageChangeKind.Reaction, "w1", "👍");
        await Store.Intake.Append(Some.Rows(Some.Routed(change, channel: Some.OtherChannel), Some.Routed(change, Some.OtherTenant)));
        (await Row("w1")).Changes.ShouldBeNull();
    }

    [Fact]
    public async Task Append_OfChanges_LeavesUnreadWindowAndActivityAlone()
    {
        var contact = (await Append(Some.Incoming("w1")))[0].ContactId;
        var before = await Store.Conversations.Get(Some.Tenant, Some.Channel, contact);
        var events = await Append(
            Some.Change("r1", MessageChangeKind.Reaction, "w1", "👍", 3600),
            Some.Change("e1", MessageChangeKind.Edit, "w1", NewText, 3600),
            Some.Change("d1", MessageChangeKind.Deletion, "w1", null, 3600),
            Some.Incoming("s1", null) with { Type = "system", Timestamp = Some.Noon.AddHours(1) });
        events.Select(e => e.Event.Silent).ShouldBe([true, true, true, true]);
        (await Store.Conversations.Get(Some.Tenant, Some.Channel, contact)).ShouldBe(before);
        (before!.Unread, before.LastInboundAt).ShouldBe((1, Some.Noon));
    }

    [Fact]
    public async Task History_OfALongPage_HasTheChangesOfEveryRow()
    {
        for (var i = 0; i < 230; i++)
        {
            await Append(Some.Incoming($"w{i}"), Some.Change($"r{i}", MessageChangeKind.Reaction, $"w{i}", $"{i}"));
        }

        var rows = (await History(1_000)).Where(row => row.Content.Type == "text").ToList();
        rows.Count.ShouldBe(230);
        rows.ShouldAllBe(row => "w" + row.Changes!.Reactions[0].Emoji == row.WhatsAppId);
    }

    private async Task<IReadOnlyList<StoredEvent>> Append(params WebhookMessage[] messages) =>
        (await Store.Intake.Append(Some.Rows([.. messages.Select(one => Some.Routed(one))]))).Events;

    private async Task<IReadOnlyList<MessageRow>> History(int limit = 100)
    {
        var contact = (await Store.Conversations.List(Some.Tenant, Some.Channel, null, 10)).Items.Single().ContactId;
        return await Store.Messages.History(Some.Tenant, Some.Channel, contact, null, limit);
    }

    private async Task<MessageRow> Row(string wamid) =>
        (await Store.Messages.List(Some.Tenant, new MessageFilter(Some.Channel, null, null, null, null), new PageRequest(100, null))).Items.Single(row => row.WhatsAppId == wamid);

    private async Task<MessageChanges> Find(string wamid) => (await Row(wamid)).Changes.ShouldNotBeNull();

    // Arrays of records compare by reference.
    private static void Same(MessageRow one, MessageRow other)
    {
        one.Changes!.Reactions.ShouldBe(other.Changes!.Reactions);
        (one with { Changes = null }).ShouldBe(other with { Changes = null });
    }
}
