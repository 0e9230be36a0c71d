using OrleansWa.Contracts;
using OrleansWa.Contracts.Messages;
using OrleansWa.Storage.Tests.Support;

namespace OrleansWa.Storage.Tests.Conformance;

/// <summary>The list of a tenant's messages.</summary>
public abstract class MessageListConformance : StoreConformance
{
    private static readonly MessageFilter All = new(null, null, null, null, null);

    [Fact]
    public async Task List_GoesOverAllChannelsNewestFirst_WholeAndByPage()
    {
        await Fill();

        string[] newestFirst = ["m8", "m7", "m6", "m5", "m4", "m3", "m2", "m1", "m0"];
        (await Ids(All)).ShouldBe(newestFirst);
        foreach (var limit in new[] { 1, 2, 4, 9 })
        {
            (await Paged(All, limit)).ShouldBe(newestFirst);
        }

        (await Store.Messages.List(Some.OtherTenant, All, new PageRequest(10, null))).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task List_FiltersByChannelContactAndTime()
    {
        await Fill();

        (await Paged(All with { ChannelId = Some.OtherChannel }, 2)).ShouldBe(["m7", "m4", "m1"]);
        (await Paged(All with { ContactId = "c0" }, 2)).ShouldBe(["m8", "m6", "m4", "m2", "m0"]);
        (await Paged(All with { ContactId = "c0", ChannelId = Some.OtherChannel }, 2)).ShouldBe(["m4"]);
        (await Paged(All with { From = Some.Noon.AddSeconds(2), To = Some.Noon.AddSeconds(5) }, 2)).ShouldBe(["m4", "m3", "m2"]);
        (await Paged(All with { ContactId = "c0", From = Some.Noon.AddSeconds(2), To = Some.Noon.AddSeconds(5) }, 1)).ShouldBe(["m4", "m2"]);
    }

    [Fact]
    public async Task List_FiltersByStatus()
    {
        await Fill();
        await Store.Messages.Cancel(Some.Tenant, "m1");
        await Store.Messages.Cancel(Some.Tenant, "m6");

        (await Paged(All with { Status = MessageStatus.Cancelled }, 1)).ShouldBe(["m6", "m1"]);
        (await Paged(All with { Status = MessageStatus.Cancelled, ContactId = "c0" }, 1)).ShouldBe(["m6"]);
        (await Paged(All with { Status = MessageStatus.Pending }, 3)).Length.ShouldBe(7);
        (await Paged(All with { Status = MessageStatus.Read }, 3)).ShouldBeEmpty();
    }

    [Fact]
    public async Task List_WhenTheStateIsRare_LooksAtABoundedNumberOfRowsAndGoesOn()
    {
        const int Count = 4_500;
        await Task.WhenAll(Enumerable.Range(0, Count).Select(async i =>
            await Store.Messages.Accept(new NewMessage(Some.Outgoing($"m{i}") with { CreatedAt = Some.Noon.AddSeconds(i), DueAt = Some.Noon.AddDays(1) }))));
        await Store.Messages.Cancel(Some.Tenant, "m0");
        var filter = All with { ChannelId = Some.Channel, Status = MessageStatus.Cancelled };

        var first = await Store.Messages.List(Some.Tenant, filter, new PageRequest(5, null));
        (first.Items.Length, first.Next is null).ShouldBe((0, false));
        (await Paged(filter, 5)).ShouldBe(["m0"]);
        (await Paged(filter with { ContactId = Some.Contact }, 5)).ShouldBe(["m0"]);
    }

    [Fact]
    public async Task List_HoldsBothDirections()
    {
        var incoming = (await Store.Intake.Append(Some.Rows(Some.Routed(Some.Incoming("in1"))))).Events.Single();
        await Store.Messages.Accept(new NewMessage(Some.Outgoing("out", incoming.ContactId) with { CreatedAt = Some.Noon.AddHours(1) }));

        var page = await Store.Messages.List(Some.Tenant, All, new PageRequest(10, null));
        page.Items.Select(row => row.Outbound).ShouldBe([true, false]);
        (await Ids(All with { Status = MessageStatus.Received })).ShouldBe([incoming.Event.MessageId]);
    }

    // Nine messages, a second apart, over two channels and two contacts.
    private async Task Fill()
    {
        for (var i = 0; i < 9; i++)
        {
            var channel = i % 3 == 1 ? Some.OtherChannel : Some.Channel;
            await Store.Messages.Accept(new NewMessage(Some.Outgoing($"m{i}", $"c{i % 2}") with { ChannelId = channel, CreatedAt = Some.Noon.AddSeconds(i) }));
        }
    }

    private async Task<IEnumerable<string>> Ids(MessageFilter filter) =>
        (await Store.Messages.List(Some.Tenant, filter, new PageRequest(50, null))).Items.Select(row => row.Id);

    private async Task<string[]> Paged(MessageFilter filter, int limit)
    {
        var ids = new List<string>();
        string? cursor = null;
        do
        {
            var page = await Store.Messages.List(Some.Tenant, filter, new PageRequest(limit, cursor));
            page.Items.Length.ShouldBeLessThanOrEqualTo(limit);
            ids.AddRange(page.Items.Select(row => row.Id));
            cursor = page.Next;
        }
        while (cursor is not null);
        return [.. ids];
    }
}
