using System.Buffers.Text;
using System.Text;
using OrleansWa.Contracts.Conversations;
using OrleansWa.Contracts.Messages;
using OrleansWa.Storage.Tests.Support;

namespace OrleansWa.Storage.Tests.Conformance;

/// <summary>The list over all channels is one order: by time, channel and contact, descending, wherever its pages end.</summary>
public abstract class ConversationListConformance : StoreConformance
{
    private static readonly Key[] OfOthers = [new("only", "c1", 5), new("ch1", "c1", 5), new("zz", "c9", 9)];

    /// <summary>Few times for many rows, so that most pages end inside a tie; sizes from one row to more than there are.</summary>
    [Theory]
    [InlineData(1, 1, 40, 3)]
    [InlineData(2, 2, 30, 1)]
    [InlineData(3, 12, 120, 4)]
    [InlineData(4, 30, 150, 12)]
    [InlineData(5, 60, 90, 2)]
    [InlineData(6, 5, 100, 1_000)]
    public async Task List_OfRandomRows_PagesThroughTheOneOrder(int seed, int channels, int rows, int times)
    {
        var random = new Random(seed);
        var keys = Enumerable.Range(0, rows)
            .Select(_ => new Key($"ch{random.Next(channels)}", $"c{random.Next(rows)}", random.Next(times)))
            .DistinctBy(key => (key.Channel, key.Contact)).ToList();
        await Write(Some.Tenant, keys);
        await Write(Some.OtherTenant, OfOthers);

        var expected = Ordered(keys);
        foreach (var size in new[] { 1, 2, 3, 7, random.Next(8, rows), rows + 1 })
        {
            (await Pages(Some.Tenant, null, size)).ShouldBe(expected, $"pages of {size}");
        }

        foreach (var channel in keys.Select(key => key.Channel).Distinct())
        {
            (await Pages(Some.Tenant, channel, 3)).ShouldBe(expected.Where(key => key.Channel == channel), channel);
        }

        (await Pages(Some.OtherTenant, null, 2)).ShouldBe(Ordered(OfOthers));
    }

    [Fact]
    public async Task List_WhenEverythingIsOfOneTime_EndsAndGoesOnInTheMiddleOfTheTie()
    {
        // The page ends after the first of two rows of channel "b": the cursor stands between rows of one time and one channel.
        await Write(Some.Tenant, [new("a", "c1", 0), new("a", "c2", 0), new("b", "c1", 0), new("b", "c2", 0), new("c", "c1", 0), new("c", "c2", 0)]);
        var first = await Store.Conversations.List(Some.Tenant, null, null, 3);
        Shown(first.Items).ShouldBe(["c/c2", "c/c1", "b/c2"]);
        var second = await Store.Conversations.List(Some.Tenant, null, first.Next, 3);
        Shown(second.Items).ShouldBe(["b/c1", "a/c2", "a/c1"]);
        second.Next.ShouldBeNull();
    }

    [Fact]
    public async Task List_WhenRowsMoveBetweenPages_ShowsWhatIsBelowTheCursor()
    {
        await Write(Some.Tenant, [new("a", "c1", 1), new("b", "c1", 2), new("a", "c2", 3), new("b", "c2", 4), new("c", "c1", 5)]);
        var first = await Store.Conversations.List(Some.Tenant, null, null, 2);
        Shown(first.Items).ShouldBe(["c/c1", "b/c2"]);
        await Write(Some.Tenant, [new("a", "c1", 9), new("d", "c1", 9)]); // Above the cursor now, one of a channel that was not there.
        await Write(Some.Tenant, [new("0", "c1", 4)]); // Of the cursor's very time, in a channel before its own.
        var second = await Store.Conversations.List(Some.Tenant, null, first.Next, 10);
        Shown(second.Items).ShouldBe(["0/c1", "a/c2", "b/c1"]);
    }

    [Fact]
    public async Task List_OfATenantWithoutAny_IsEmpty()
    {
        (await Store.Conversations.List(Some.Tenant, null, null, 10)).Items.ShouldBeEmpty();
        await Write(Some.OtherTenant, OfOthers);
        var page = await Store.Conversations.List(Some.Tenant, null, null, 10);
        (page.Items.Length, page.Next).ShouldBe((0, null));
    }

    [Theory]
    [InlineData("9223372036854775807\nzz\nzz")]
    [InlineData("9223372036854775807\n\n")]
    public async Task List_WhenTheCursorIsAfterAllTime_ShowsAll(string cursor)
    {
        await Write(Some.Tenant, [new("a", "c1", 1), new("b", "c1", 2)]);
        var page = await Store.Conversations.List(Some.Tenant, null, Encoded(cursor), 10);
        Shown(page.Items).ShouldBe(["b/c1", "a/c1"]);
    }

    [Fact]
    public async Task List_WhenTheCursorIsBeforeAllTime_IsEmpty()
    {
        await Write(Some.Tenant, [new("a", "c1", 1)]);
        (await Store.Conversations.List(Some.Tenant, null, Encoded("-9223372036854775808\na\nc1"), 10)).Items.ShouldBeEmpty();
    }

    private static List<Key> Ordered(IEnumerable<Key> keys) =>
        [.. keys.OrderByDescending(key => key.Second).ThenByDescending(key => key.Channel, StringComparer.Ordinal).ThenByDescending(key => key.Contact, StringComparer.Ordinal)];

    private static IEnumerable<string> Shown(IEnumerable<ConversationRow> rows) => rows.Select(row => $"{row.ChannelId}/{row.ContactId}");

    private static string Encoded(string cursor) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(cursor));

    private static Key KeyOf(ConversationRow row) => new(row.ChannelId, row.ContactId, (int)(row.LastActivityAt - Some.Noon).TotalSeconds);

    private async Task Write(string tenant, IReadOnlyCollection<Key> keys) => await Task.WhenAll(keys.Select(key =>
    {
        var id = $"{key.Channel}.{key.Contact}.{key.Second}";
        var message = Some.Outgoing(id, key.Contact) with { TenantId = tenant, ChannelId = key.Channel, CreatedAt = Some.Noon.AddSeconds(key.Second) };
        return Store.Messages.Accept(new NewMessage(message)).AsTask();
    }));

    private async Task<List<Key>> Pages(string tenant, string? channel, int size)
    {
        var keys = new List<Key>();
        string? cursor = null;
        do
        {
            var page = await Store.Conversations.List(tenant, channel, cursor, size);
            page.Items.ShouldAllBe(row => row.TenantId == tenant);
            (page.Items.Length == size || page.Next is null).ShouldBeTrue("a page that is not the last is full");
            keys.AddRange(page.Items.Select(KeyOf));
            cursor = page.Next;
        }
        while (cursor is not null);
        return keys;
    }

    /// <summary>A conversation and when it was last active, in seconds.</summary>
    private sealed record Key(string Channel, string Contact, int Second);
}
