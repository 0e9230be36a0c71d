using OrleansWa.Contracts;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.Tests.Support;

namespace OrleansWa.Storage.Tests.Conformance;

/// <summary>A placeholder (<c>unsupported</c>) and its real content under the same WhatsApp id: one message in the end.</summary>
public abstract class PlaceholderConformance : StoreConformance
{
    private static WebhookMessage Placeholder(string wamid = "w1") => Some.Incoming(wamid, null) with { Type = "unsupported", Unsupported = true };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Append_WhenTheRealOneFollows_ThePlaceholderLeavesHistoryAndLists(bool together)
    {
        var events = together
            ? (await Append(Placeholder(), Some.Incoming("w1"))).Events
            : [.. (await Append(Placeholder())).Events, .. (await Append(Some.Incoming("w1"))).Events];

        events.Select(e => e.Event.Silent).ShouldBe([true, false]);
        (await Shown(events[0].ContactId)).ShouldBe([events[1].Event.MessageId]);
        (await Unread(events[0].ContactId)).ShouldBe(1);
        (await Store.Messages.Get(Some.Tenant, events[0].Event.MessageId))!.Message.Status.ShouldBe(MessageStatus.Superseded);
        (await List(MessageStatus.Superseded)).ShouldBe([events[0].Event.MessageId]);
        (await Append(Placeholder(), Some.Incoming("w1"))).Duplicates.ShouldBe(2);
        (await Unread(events[0].ContactId)).ShouldBe(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Append_WhenThePlaceholderComesLater_IsADuplicate(bool together)
    {
        var first = await (together ? Append(Some.Incoming("w1"), Placeholder()) : Append(Some.Incoming("w1")));
        var second = together ? first : await Append(Placeholder());

        second.Duplicates.ShouldBe(1);
        (await Shown(first.Events[0].ContactId)).ShouldBe([first.Events[0].Event.MessageId]);
        (await Unread(first.Events[0].ContactId)).ShouldBe(1);
        (await Append(Some.Incoming("w2"))).Events.Single().Event.PreviousSeq.ShouldBe(first.Events[0].Event.Seq);
    }

    [Fact]
    public async Task Append_WhenOtherMessagesFollow_ThePlaceholderStays()
    {
        var placeholder = (await Append(Placeholder())).Events.Single();
        await Append(Some.Incoming("w2"), Some.Incoming("w3"));
        (await Shown(placeholder.ContactId)).Count().ShouldBe(3);
        (await Unread(placeholder.ContactId)).ShouldBe(3);
        (await Store.Conversations.Get(Some.Tenant, Some.Channel, placeholder.ContactId))!.LastInboundAt.ShouldBe(Some.Noon);
    }

    [Fact]
    public async Task Append_WhenManyPlaceholdersAndRealOnesMix_ShowsEachOnce()
    {
        var messages = Enumerable.Range(0, 40).SelectMany(i => new[] { Placeholder($"w{i}"), Some.Incoming($"w{i}") }).ToArray();
        new Random(7).Shuffle(messages);
        await Task.WhenAll(messages.Chunk(7).Select(chunk => Append(chunk)));
        var contact = (await Store.Conversations.List(Some.Tenant, Some.Channel, null, 10)).Items.Single();
        var history = await Store.Messages.History(Some.Tenant, Some.Channel, contact.ContactId, null, 100);
        history.Select(row => row.Content.Type).Distinct().ShouldBe(["text"]);
        history.Select(row => row.WhatsAppId).Distinct().Count().ShouldBe(40);
        (history.Count, contact.Unread).ShouldBe((40, 40));
    }

    [Fact]
    public async Task List_WhenPlaceholdersAreLeftOut_GoesOnByCursor()
    {
        for (var i = 0; i < 9; i++)
        {
            await Append(Placeholder($"w{i}"));
            await Append(Some.Incoming($"w{i}"));
        }

        var found = new List<string?>();
        var page = new PageRequest(2, null);
        while (page is not null)
        {
            var rows = await Store.Messages.List(Some.Tenant, new MessageFilter(null, null, null, null, null), page);
            found.AddRange(rows.Items.Select(row => row.WhatsAppId));
            page = rows.Next is null ? null : new PageRequest(2, rows.Next);
        }

        found.ShouldBe(Enumerable.Range(0, 9).Reverse().Select(i => $"w{i}"));
    }

    private async Task<IntakeStored> Append(params WebhookMessage[] messages) => await Store.Intake.Append(Some.Rows([.. messages.Select(one => Some.Routed(one))]));

    private async Task<IEnumerable<string>> Shown(string contact)
    {
        var history = (await Store.Messages.History(Some.Tenant, Some.Channel, contact, null, 100)).Select(row => row.Id).ToList();
        (await List(null)).ShouldBe(history);
        (await List(null, contact)).ShouldBe(history);
        return history;
    }

    private async Task<IEnumerable<string>> List(MessageStatus? status, string? contact = null) =>
        (await Store.Messages.List(Some.Tenant, new MessageFilter(null, contact, status, null, null), new PageRequest(100, null))).Items.Select(row => row.Id);

    private async Task<int> Unread(string contact) => (await Store.Conversations.Get(Some.Tenant, Some.Channel, contact))!.Unread;
}
