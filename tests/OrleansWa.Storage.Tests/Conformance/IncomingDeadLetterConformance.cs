using OrleansWa.Contracts;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.DeadLetters;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.Tests.Support;

namespace OrleansWa.Storage.Tests.Conformance;

/// <summary>Incoming events that nobody could handle, and the one list of what failed both ways.</summary>
public abstract class IncomingDeadLetterConformance : StoreConformance
{
    private static readonly DeadLetterFilter All = new(null, null, null);

    private static readonly MessageError Refusal = new("event_refused", "title", "", "remedy");

    [Fact]
    public async Task Append_OfAMessageForAnUnknownNumber_ListsItOnceForWhoeverOwnsTheApp()
    {
        var message = Some.Incoming("w1", "segredo", Some.Sender(name: "Ana")) with
        {
            Change = new WebhookMessageChange(MessageChangeKind.Reaction, "w0", "👍"),
            ChoiceId = "sim",
            FromHandset = true,
        };
        await Unrouted(message, GrainKeys.PlatformScope);
        await Unrouted(message, GrainKeys.PlatformScope);
        await Unrouted(Some.Incoming("w1"), Some.Tenant);

        var letter = (await List(GrainKeys.PlatformScope, All)).Items.Single().Incoming!;
        (letter.Type, letter.AccountId, letter.Error.Code, letter.ChannelId, letter.EndedAt, letter.FailedAt).ShouldBe(("text", "1000", "number_unknown", null, null, Some.Noon));
        (await Store.DeadLetters.Find(GrainKeys.PlatformScope, letter.Id)).ShouldBe(letter);
        (await Store.DeadLetters.Find(Some.Tenant, letter.Id)).ShouldBeNull();
        var kept = (await Store.DeadLetters.Unrouted(GrainKeys.PlatformScope, letter.Id)).ShouldNotBeNull();
        (kept.Connector, kept.App, kept.Message.WhatsAppId, kept.Message.ChoiceId, kept.Message.Change, kept.Message.FromHandset, kept.Message.Timestamp)
            .ShouldBe((ConnectorKind.CloudApi, GrainKeys.PlatformScope, "w1", "sim", message.Change, true, Some.Noon));
        kept.Message.Sender.Aliases.ShouldBe(message.Sender.Aliases);
        (await List(Some.Tenant, All)).Items.Length.ShouldBe(1);
        (await List(Some.OtherTenant, All)).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task CommitTurn_WithARefusedEvent_ListsItWithItsHandling()
    {
        var stored = (await Store.Intake.Append(Some.Rows(Some.Routed(Some.Incoming("w1"))))).Events.Single();
        await Refuse(stored);
        await Refuse(stored);

        (await Store.Intake.Unhandled(Some.Tenant, Some.Channel, stored.ContactId, 0, 10)).ShouldBeEmpty();
        var letter = (await List(Some.Tenant, All)).Items.Single().Incoming!;
        (letter.Id, letter.ChannelId, letter.ContactId, letter.MessageId, letter.EventSeq, letter.Error)
            .ShouldBe((DeadLetterIds.OfMessage(Some.Tenant, stored.Event.MessageId), Some.Channel, stored.ContactId, stored.Event.MessageId, stored.Event.Seq, Refusal));
        (await Store.DeadLetters.Unrouted(Some.Tenant, letter.Id)).ShouldBeNull();
    }

    [Fact]
    public async Task End_TakesItOffTheList_AndItNeverComesBack()
    {
        var stored = (await Store.Intake.Append(Some.Rows(Some.Routed(Some.Incoming("w1"))))).Events.Single();
        await Refuse(stored);
        var id = DeadLetterIds.OfMessage(Some.Tenant, stored.Event.MessageId);
        await Store.DeadLetters.End(Some.OtherTenant, id, Some.Noon);
        (await List(Some.Tenant, All)).Items.Length.ShouldBe(1);

        await Store.DeadLetters.End(Some.Tenant, id, Some.Noon.AddMinutes(1));
        await Store.DeadLetters.End(Some.Tenant, id, Some.Noon.AddMinutes(2));
        await Refuse(stored);
        (await List(Some.Tenant, All)).Items.ShouldBeEmpty();
        (await Store.DeadLetters.Find(Some.Tenant, id))!.EndedAt.ShouldBe(Some.Noon.AddMinutes(1));
    }

    [Fact]
    public async Task CommitTurn_ThatEndsADeadLetter_DoesSoWithItsRows()
    {
        var stored = (await Store.Intake.Append(Some.Rows(Some.Routed(Some.Incoming("w1"))))).Events.Single();
        await Refuse(stored);
        await Store.Messages.CommitTurn(new TurnCommit(Some.Tenant, Some.Channel, stored.ContactId, [], null, null)
        {
            EndedDeadLetterId = DeadLetterIds.OfMessage(Some.Tenant, stored.Event.MessageId),
        });
        (await List(Some.Tenant, All)).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task List_MergesBothWays_PageByPage()
    {
        // Times are equal in pairs, so that the order of the ways matters.
        for (var i = 0; i < 9; i++)
        {
            await Unrouted(Some.Incoming($"w{i}"), Some.Tenant, Some.Noon.AddSeconds(i / 3));
            await Fails($"m{i}", Some.Noon.AddSeconds(i / 3));
        }

        var whole = (await List(Some.Tenant, All)).Items.Select(Name).ToList();
        whole.Count.ShouldBe(18);
        whole.Take(6).Select(name => name[0]).ShouldBe("ooo" + "iii");
        foreach (var size in new[] { 1, 2, 5, 17, 18 })
        {
            var pages = new List<string>();
            var page = new PageRequest(size, null);
            while (page is not null)
            {
                var letters = await Store.DeadLetters.List(Some.Tenant, All, page);
                pages.AddRange(letters.Items.Select(Name));
                page = letters.Next is null ? null : new PageRequest(size, letters.Next);
            }

            pages.ShouldBe(whole);
        }
    }

    [Fact]
    public async Task List_FiltersByDirectionChannelCodeAndTime()
    {
        var stored = (await Store.Intake.Append(Some.Rows(Some.Routed(Some.Incoming("w1"))))).Events.Single();
        await Refuse(stored);
        await Unrouted(Some.Incoming("w2"), Some.Tenant, Some.Noon.AddSeconds(5));
        await Fails("m1", Some.Noon.AddSeconds(3));

        (await Count(All)).ShouldBe(3);
        (await Count(All with { Direction = DeadLetterDirection.In })).ShouldBe(2);
        (await Count(All with { Direction = DeadLetterDirection.Out })).ShouldBe(1);
        (await Count(All with { ChannelId = Some.Channel })).ShouldBe(2);
        (await Count(All with { Code = "number_unknown" })).ShouldBe(1);
        (await Count(All with { Before = Some.Noon.AddSeconds(3) })).ShouldBe(1);
        (await Count(All with { Before = Some.Noon.AddSeconds(4) })).ShouldBe(2);
    }

    [Fact]
    public async Task Append_LetsTheOldestLeave()
    {
        foreach (var (index, day) in new[] { 0, 0, 0, 100, 101 }.Index())
        {
            await Unrouted(Some.Incoming($"w{index}"), Some.Tenant, Some.Noon.AddDays(day));
        }

        (await List(Some.Tenant, All)).Items.Select(letter => letter.Incoming!.FailedAt).ShouldBe([Some.Noon.AddDays(101), Some.Noon.AddDays(100)]);
    }

    private static string Name(DeadLetter letter) => letter.Outgoing is { } row ? "o" + row.Id : "i" + letter.Incoming!.Id;

    private async Task<int> Count(DeadLetterFilter filter) => (await List(Some.Tenant, filter)).Items.Length;

    private async Task<Page<DeadLetter>> List(string scope, DeadLetterFilter filter) => await Store.DeadLetters.List(scope, filter, new PageRequest(50, null));

    private async Task Unrouted(WebhookMessage message, string app, DateTimeOffset? at = null) => await Store.Intake.Append(
        new IntakeRows([], [], [], at ?? Some.Noon, null) { Unrouted = [new UnroutedMessage(ConnectorKind.CloudApi, app, message)] });

    private async Task Refuse(StoredEvent stored) => await Store.Messages.CommitTurn(
        new TurnCommit(Some.Tenant, Some.Channel, stored.ContactId, [], stored.Event.Seq, null)
        {
            Refused = [new RefusedEvent(stored.Event.Seq, stored.Event.MessageId, "text", Some.Noon, Refusal)],
        });

    private async Task Fails(string id, DateTimeOffset at)
    {
        await Store.Messages.Accept(new NewMessage(Some.Outgoing(id, "contact-" + id)));
        var claimed = (await Store.Messages.Claim(Some.Claim())).Messages.Single(m => m.Row.Id == id);
        await Store.Messages.RecordOutcome(Some.Outcome(claimed, MessageStatus.Failed, at));
    }
}
