using OrleansWa.Contracts.Messages;

namespace OrleansWa.Rules.Tests.Messages;

/// <summary>Changes of a message add up to the same view, in whatever order and however often they come.</summary>
public sealed class MessageChangeRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] Authors = ["c1", MessageChangeRules.Business, "c2"];
    private static readonly string?[] Values = ["a", "b", null];

    [Fact]
    public void View_OfAnyOrderAndRepetition_IsTheSame()
    {
        for (var seed = 1; seed <= 2_000; seed++)
        {
            var random = new Random(seed);
            var once = Changes(random);
            var again = once.Concat(once.Where(_ => random.Next(2) == 0)).ToArray();
            random.Shuffle(again);
            var message = Message(outbound: random.Next(2) == 0);
            Shown(MessageChangeRules.View(message, Keep(again))).ShouldBe(Shown(MessageChangeRules.View(message, Keep(once))), $"seed {seed}");
        }
    }

    [Fact]
    public void Replaces_KeepsTheNewestOfEachAuthor()
    {
        for (var seed = 1; seed <= 500; seed++)
        {
            var changes = Changes(new Random(seed));
            var kept = Keep(changes);
            kept.Count.ShouldBe(changes.Select(change => (change.Kind, change.Author)).Distinct().Count(), $"seed {seed}");
            kept.ShouldAllBe(one => changes.All(change => change.Kind != one.Kind || change.Author != one.Author || change.At <= one.At), $"seed {seed}");
        }
    }

    [Theory]
    [InlineData(false, "c1", true)]
    [InlineData(false, "", false)]
    [InlineData(false, "c2", false)]
    [InlineData(true, "c1", false)]
    [InlineData(true, "", true)]
    public void View_OfEditAndDeletion_CountsThoseOfTheSenderOnly(bool outbound, string author, bool counts)
    {
        var view = MessageChangeRules.View(Message(outbound), [Of(MessageChangeKind.Edit, author, "x"), Of(MessageChangeKind.Deletion, author, null)]);
        (view is not null).ShouldBe(counts);
        (view?.Edit is not null, view?.DeletedAt is not null).ShouldBe((counts, counts));
    }

    [Fact]
    public void View_OfAnEmptyOrRemovedReaction_IsNothing() => MessageChangeRules.View(
        Message(false), [Of(MessageChangeKind.Reaction, "c1", null), Of(MessageChangeKind.Reaction, "", "")]).ShouldBeNull();

    [Fact]
    public void Replaces_WithinOneSecond_ARemovalFollows()
    {
        var set = Of(MessageChangeKind.Reaction, "c1", "👍") with { WhatsAppId = "z" };
        var removed = Of(MessageChangeKind.Reaction, "c1", null) with { WhatsAppId = "a" };
        MessageChangeRules.Replaces(set, removed).ShouldBeTrue();
        MessageChangeRules.Replaces(removed, set).ShouldBeFalse();
        MessageChangeRules.Replaces(set, set).ShouldBeFalse();
        MessageChangeRules.Replaces(removed, set with { At = Start.AddSeconds(1) }).ShouldBeTrue();
    }

    // Times of few seconds, so that many are equal; authors of both sides and a stranger.
    private static StoredChange[] Changes(Random random) => [.. Enumerable.Range(0, random.Next(13)).Select(i =>
    {
        var kind = (MessageChangeKind)random.Next(1, 4);
        var value = kind == MessageChangeKind.Deletion ? null : Values[random.Next(kind == MessageChangeKind.Edit ? 2 : 3)];
        return new StoredChange(kind, "w1", Authors[random.Next(3)], Start.AddSeconds(random.Next(4)), value, $"wamid.{(i * 7) % 13}");
    })];

    private static StoredChange Of(MessageChangeKind kind, string author, string? value) => new(kind, "w1", author, Start, value, "wamid.1");

    private static List<StoredChange> Keep(IEnumerable<StoredChange> changes)
    {
        var kept = new Dictionary<(MessageChangeKind, string), StoredChange>();
        foreach (var change in changes)
        {
            if (!kept.TryGetValue((change.Kind, change.Author), out var present) || MessageChangeRules.Replaces(present, change))
            {
                kept[(change.Kind, change.Author)] = change;
            }
        }

        return [.. kept.Values];
    }

    private static string Shown(MessageChanges? changes) => changes is null
        ? ""
        : $"{string.Join(',', changes.Reactions.Select(reaction => $"{reaction.Emoji} {reaction.From} {reaction.At:O}"))}|{changes.Edit?.Json} {changes.Edit?.At:O}|{changes.DeletedAt:O}";

    private static MessageRow Message(bool outbound) => new()
    {
        Id = "m1",
        TenantId = "acme",
        ChannelId = "main",
        ContactId = "c1",
        Outbound = outbound,
        Content = MessageContent.Text("oi"),
        WhatsAppId = "w1",
    };
}
