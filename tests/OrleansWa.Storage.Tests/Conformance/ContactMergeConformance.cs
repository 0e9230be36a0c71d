using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.Tests.Support;

namespace OrleansWa.Storage.Tests.Conformance;

/// <summary>Contacts that are found to be one person: noted by intake, put together step by step.</summary>
public abstract class ContactMergeConformance : StoreConformance
{
    private const string Phone = "5511987654321";
    private const string Waba = "waba-1";

    [Fact]
    public async Task Append_WhenOneMessageNamesTwoContacts_NotesThemOnce_AndTheUserIdDecides()
    {
        var (byPhone, byUser) = (await Write("w1", PhoneOnly), await Write("w2", UserOnly("BR.1")));
        byPhone.ShouldNotBe(byUser);

        var stored = await Append("w3", Both("BR.1"));

        stored.MergesIn.ShouldBe([Some.Tenant]);
        stored.Events.Single().ContactId.ShouldBe(byUser);
        await Append("w4", Both("BR.1"));
        (await Open()).ShouldBe([new ContactMerge(Some.Tenant, byPhone, byUser)]);
    }

    [Fact]
    public async Task Append_WhenAPhoneIsJoinedByANewUserId_IsStillTheSamePerson()
    {
        var contact = await Write("w1", PhoneOnly);
        (await Write("w2", Both("BR.1"))).ShouldBe(contact);
        (await Write("w3", UserOnly("BR.1"))).ShouldBe(contact);
        (await Open()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Merge_MakesOnePersonOfTwo_WithAllThatWasSaid()
    {
        var (from, into, merge) = await Found();
        await Store.Messages.Accept(new NewMessage(Some.Outgoing("waiting", from, dueAt: Some.Noon.AddDays(1))));
        await Handled(from);

        var steps = await Store.ContactMerges.Begin(merge, Some.Noon);
        (steps.IntoId, steps.Channels).ShouldSatisfyAllConditions(s => s.IntoId.ShouldBe(into), s => s.Channels.ShouldBe([Some.Channel]));
        while (!await Store.ContactMerges.Move(merge, Some.Channel, limit: 2))
        {
        }

        await Store.ContactMerges.End(merge, Some.Noon);

        (await Open()).ShouldBeEmpty();
        (await History(from)).ShouldBeEmpty();
        (await History(into)).Select(row => row.Id).Count(id => id == "waiting").ShouldBe(1);
        (await History(into)).Count.ShouldBe(4);
        (await Store.Conversations.Get(Some.Tenant, Some.Channel, from)).ShouldBeNull();
        (await Store.Conversations.Get(Some.Tenant, Some.Channel, into))!.ShouldSatisfyAllConditions(
            row => row.Unread.ShouldBe(3), row => row.Phone.ShouldBe(Phone), row => row.LastInboundAt.ShouldBe(Some.Noon));
        (await Store.ContactMerges.Survivor(Some.Tenant, from)).ShouldBe(into);
        (await Store.ContactMerges.Survivor(Some.Tenant, into)).ShouldBeNull();
        (await Write("w9", PhoneOnly)).ShouldBe(into);
        (await Store.Contacts.Resolve(Some.Tenant, PhoneOnly, Some.Noon)).ShouldBe(into);
    }

    [Fact]
    public async Task Merge_WhenEachStepIsRepeated_IsTheSame()
    {
        var (from, into, merge) = await Found();
        await Handled(from);
        for (var times = 0; times < 2; times++)
        {
            (await Store.ContactMerges.Begin(merge, Some.Noon)).IntoId.ShouldBe(into);
            (await Store.ContactMerges.Move(merge, Some.Channel, 100)).ShouldBeTrue();
        }

        await Store.ContactMerges.End(merge, Some.Noon);
        await Store.ContactMerges.End(merge, Some.Noon);
        (await History(into)).Count.ShouldBe(3);
        (await Store.Conversations.Get(Some.Tenant, Some.Channel, into))!.Unread.ShouldBe(3);
    }

    [Fact]
    public async Task Move_WhileAnEventIsNotHandled_LeavesTheConversation()
    {
        var (from, _, merge) = await Found();
        await Store.ContactMerges.Begin(merge, Some.Noon);

        (await Store.ContactMerges.Move(merge, Some.Channel, 100)).ShouldBeFalse();
        await Store.ContactMerges.End(merge, Some.Noon);

        (await Open()).ShouldBe([merge]);
        (await History(from)).Count.ShouldBe(1);
        await Handled(from);
        (await Store.ContactMerges.Move(merge, Some.Channel, 100)).ShouldBeTrue();
    }

    [Fact]
    public async Task Begin_WhenTheNumberHasANewOwner_MovesTheNumberOnly()
    {
        var old = await Write("w1", Both("BR.1"));
        var fresh = await Append("w2", Both("BR.2"));
        var owner = fresh.Events.Single().ContactId;
        owner.ShouldNotBe(old);
        var merge = (await Open()).Single();
        merge.ShouldBe(new ContactMerge(Some.Tenant, old, owner));

        (await Store.ContactMerges.Begin(merge, Some.Noon)).Channels.ShouldBeEmpty();

        (await Open()).ShouldBeEmpty();
        (await History(old)).Count.ShouldBe(1);
        (await History(owner)).Count.ShouldBe(1);
        (await Store.ContactMerges.Survivor(Some.Tenant, old)).ShouldBeNull();
        (await Write("w3", PhoneOnly)).ShouldBe(owner);
        (await Write("w4", UserOnly("BR.1"))).ShouldBe(old);
        (await Store.Conversations.Get(Some.Tenant, Some.Channel, old))!.Phone.ShouldBeNull();
    }

    [Fact]
    public async Task Append_WhenAPersonTakesANumberThatSomebodyHad_TheNumberFollows()
    {
        var holder = await Write("w1", PhoneOnly);
        var mover = await Write("w2", new ContactIdentity([Some.PhoneAlias("5511911112222")], "5511911112222", null));
        var update = new WebhookContactUpdate("1000", new ContactIdentity([Some.PhoneAlias("5511911112222")], null, null), PhoneOnly);
        var stored = await Store.Intake.Append(new IntakeRows([], [], [], Some.Noon, null) { ContactUpdates = [new RoutedContactUpdate(Some.Tenant, Some.Channel, update)] });

        stored.MergesIn.ShouldBe([Some.Tenant]);
        await Store.ContactMerges.Begin((await Open()).Single(), Some.Noon);

        (await Write("w3", PhoneOnly)).ShouldBe(mover);
        (await History(holder)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Append_WhenTheNewsOfAUserIdComesAfterItsFirstMessage_BothAreOne()
    {
        var known = await Write("w1", Both("BR.1"));
        var early = (await Append("w2", Both("BR.2"))).Events.Single().ContactId;
        early.ShouldNotBe(known);
        await Store.ContactMerges.Begin((await Open()).Single(), Some.Noon);

        var update = new WebhookContactUpdate("1000", UserOnly("BR.1"), UserOnly("BR.2"));
        await Store.Intake.Append(new IntakeRows([], [], [], Some.Noon, null) { ContactUpdates = [new RoutedContactUpdate(Some.Tenant, Some.Channel, update)] });
        var merge = (await Open()).Single();
        merge.ShouldBe(new ContactMerge(Some.Tenant, early, known));
        await Handled(early);
        (await Store.ContactMerges.Begin(merge, Some.Noon)).Channels.ShouldBe([Some.Channel]);
        (await Store.ContactMerges.Move(merge, Some.Channel, 100)).ShouldBeTrue();

        (await Write("w3", Both("BR.2"))).ShouldBe(known);
        (await History(known)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Begin_WhenAThirdOneWasMergedMeanwhile_GoesOnWithTheSurvivors()
    {
        var a = await Write("w1", PhoneOnly);
        var b = await Write("w2", UserOnly("BR.1"));
        var other = new ContactIdentity([new ContactAlias(AliasKind.UserId, "waba-2", "BR.9")], null, null);
        var c = await Write("w3", other);
        await Append("w4", Both("BR.1"));
        await Append("w5", other with { Aliases = [.. other.Aliases, Some.PhoneAlias(Phone)] });
        foreach (var id in new[] { a, b, c })
        {
            await Handled(id);
        }

        for (var rounds = 0; rounds < 3; rounds++)
        {
            foreach (var merge in await Open())
            {
                var steps = await Store.ContactMerges.Begin(merge, Some.Noon);
                foreach (var channel in steps.Channels)
                {
                    await Store.ContactMerges.Move(merge with { IntoId = steps.IntoId }, channel, 100);
                }

                await Store.ContactMerges.End(merge, Some.Noon);
            }
        }

        (await Open()).ShouldBeEmpty();
        string[] survivors = [.. new[] { a, b, c }.Select(async id => await Store.ContactMerges.Survivor(Some.Tenant, id) ?? id).Select(task => task.Result).Distinct()];
        survivors.Length.ShouldBe(1);
        (await History(survivors[0])).Count.ShouldBe(5);
    }

    [Fact]
    public async Task Merge_KeepsTheLaterWordOfConsent()
    {
        var (from, into, merge) = await Found();
        await Say(into, optedOut: false, Some.Noon.AddMinutes(1));
        await Say(from, optedOut: true, Some.Noon.AddMinutes(2));
        await Store.ContactMerges.Begin(merge, Some.Noon);

        (await Store.Conversations.Standing(Some.Tenant, Some.Channel, into)).OptedOutAt.ShouldBe(Some.Noon.AddMinutes(2));
    }

    private static ContactIdentity PhoneOnly => new([Some.PhoneAlias(Phone)], Phone, null);

    private static ContactIdentity UserOnly(string userId) => new([new ContactAlias(AliasKind.UserId, Waba, userId)], null, null);

    private static ContactIdentity Both(string userId) => new([new ContactAlias(AliasKind.UserId, Waba, userId), Some.PhoneAlias(Phone)], Phone, null);

    private async Task<(string From, string Into, ContactMerge Merge)> Found()
    {
        var (from, into) = (await Write("w1", PhoneOnly), await Write("w2", UserOnly("BR.1")));
        await Append("w3", Both("BR.1"));
        await Handled(into);
        return (from, into, (await Open()).Single());
    }

    private async Task<IReadOnlyList<ContactMerge>> Open() => await Store.ContactMerges.Open(Some.Tenant, 10);

    private async Task<IntakeStored> Append(string wamid, ContactIdentity sender) => await Store.Intake.Append(Some.Rows(Some.Routed(Some.Incoming(wamid, sender: sender))));

    private async Task<string> Write(string wamid, ContactIdentity sender) => (await Append(wamid, sender)).Events.Single().ContactId;

    private async Task Handled(string contact) => await Store.Messages.CommitTurn(new TurnCommit(Some.Tenant, Some.Channel, contact, [], long.MaxValue, null));

    private async Task Say(string contact, bool optedOut, DateTimeOffset at) => await Store.Messages.CommitTurn(
        new TurnCommit(Some.Tenant, Some.Channel, contact, [], null, null, new ConsentChange(optedOut, at, "message:m")));

    private async Task<IReadOnlyList<MessageRow>> History(string contact) => await Store.Messages.History(Some.Tenant, Some.Channel, contact, null, 100);
}
