using OrleansWa.Contracts;
using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Conversations;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.Tests.Support;

namespace OrleansWa.Storage.Tests.Conformance;

public abstract class IntakeStoreConformance : StoreConformance
{
    [Fact]
    public async Task Append_GivesTheEventAsItsConversationSeesIt()
    {
        var message = Some.Incoming("w1", "sim", Some.Sender(name: "Ana")) with { Type = "interactive", ChoiceId = "yes" };
        var stored = (await Store.Intake.Append(Some.Rows(Some.Routed(message)))).Events.Single();
        stored.Event.ShouldBe(new InboundEvent
        {
            Seq = stored.Event.Seq,
            PreviousSeq = 0,
            MessageId = DerivedId.From("msg_", Some.Tenant, Some.Channel, "m:w1"),
            Type = "interactive",
            Text = "sim",
            ChoiceId = "yes",
            ContactName = "Ana",
            Phone = "5511987654321",
            Timestamp = Some.Noon,
            ReceivedAt = Some.Noon,
            TraceId = "trace-1",
        });
        (await Unhandled(stored.ContactId)).ShouldBe([stored.Event]);
    }

    [Fact]
    public async Task Append_WritesHistory()
    {
        var stored = (await Store.Intake.Append(Some.Rows(Some.Routed(Some.Incoming("w1"))))).Events.Single();
        var row = (await Store.Messages.Get(Some.Tenant, stored.Event.MessageId))!.Message;
        row.ShouldBe(new MessageRow
        {
            Seq = row.Seq,
            Id = stored.Event.MessageId,
            TenantId = Some.Tenant,
            ChannelId = Some.Channel,
            ContactId = stored.ContactId,
            Content = new MessageContent("text", """{"id":"w1"}"""),
            Status = MessageStatus.Received,
            DueAt = Some.Noon,
            CreatedAt = Some.Noon,
            WhatsAppId = "w1",
            WhatsAppTimestamp = Some.Noon,
            TraceId = "trace-1",
        });
    }

    [Fact]
    public async Task Append_WithoutUsableTimestamp_TakesTheTimeOfReceipt()
    {
        var stored = (await Store.Intake.Append(Some.Rows(Some.Routed(Some.Incoming("w1") with { Timestamp = null })))).Events.Single();
        stored.Event.Timestamp.ShouldBe(Some.Noon);
        (await Unhandled(stored.ContactId)).ShouldBe([stored.Event]);
        (await Store.Messages.Get(Some.Tenant, stored.Event.MessageId))!.Message.WhatsAppTimestamp.ShouldBeNull();
    }

    [Fact]
    public async Task Append_WhenSeenBefore_CountsItAndChangesNothing()
    {
        var first = await Store.Intake.Append(Some.Rows(Some.Routed(Some.Incoming("w1")), Some.Routed(Some.Incoming("w1"))));
        (first.Events.Count, first.Duplicates).ShouldBe((1, 1));
        var contact = first.Events[0].ContactId;
        var before = await Store.Conversations.Get(Some.Tenant, Some.Channel, contact);
        var again = await Store.Intake.Append(Some.Rows(Some.Routed(Some.Incoming("w1", "changed", Some.Sender(name: "Changed")))));
        (again.Events.Count, again.Duplicates).ShouldBe((0, 1));
        (await Store.Conversations.Get(Some.Tenant, Some.Channel, contact)).ShouldBe(before);
        (await Unhandled(contact)).Single().Text.ShouldBe("olá");
    }

    [Fact]
    public async Task Append_WhenSeenAndHandled_StaysHandled()
    {
        var stored = (await Store.Intake.Append(Some.Rows(Some.Routed(Some.Incoming("w1"))))).Events.Single();
        await Handle(stored.ContactId, stored.Event.Seq);
        await Store.Intake.Append(Some.Rows(Some.Routed(Some.Incoming("w1"))));
        (await Unhandled(stored.ContactId)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Append_WhenTheSameWamidComesToAnotherChannelOrTenant_IsAnotherEvent()
    {
        var message = Some.Incoming("w1");
        var stored = await Store.Intake.Append(Some.Rows(
            Some.Routed(message), Some.Routed(message, channel: Some.OtherChannel), Some.Routed(message, Some.OtherTenant)));
        (stored.Events.Count, stored.Duplicates).ShouldBe((3, 0));
        stored.Events.Select(e => e.Event.MessageId).Distinct().Count().ShouldBe(3);
        stored.Events[1].ContactId.ShouldBe(stored.Events[0].ContactId);
        stored.Events[2].ContactId.ShouldNotBe(stored.Events[0].ContactId);
        (await Store.Messages.Get(Some.Tenant, stored.Events[2].Event.MessageId)).ShouldBeNull();
        (await Store.Intake.Unhandled(Some.OtherTenant, Some.Channel, stored.Events[0].ContactId, 0, 10)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Append_WhenTheRealContentFollowsAnUnsupportedOne_IsANewEvent()
    {
        var unsupported = Some.Incoming("w1", null) with { Type = "unsupported", Unsupported = true };
        var first = await Store.Intake.Append(Some.Rows(Some.Routed(unsupported)));
        first.Events.Single().Event.Silent.ShouldBeTrue();
        var real = await Store.Intake.Append(Some.Rows(Some.Routed(Some.Incoming("w1")), Some.Routed(unsupported)));
        (real.Events.Count, real.Duplicates, real.Events[0].Event.Silent).ShouldBe((1, 1, false));
        (await Unhandled(first.Events[0].ContactId)).Select(e => e.Text).ShouldBe([null, "olá"]);
    }

    [Fact]
    public async Task Append_ChainsTheEventsOfEachConversation()
    {
        var other = Some.Sender("4915112345678");
        var first = await Store.Intake.Append(Some.Rows(Some.Routed(Some.Incoming("w1")), Some.Routed(Some.Incoming("x1", sender: other))));
        var second = await Store.Intake.Append(Some.Rows(Some.Routed(Some.Incoming("x2", sender: other)), Some.Routed(Some.Incoming("w2"))));
        var events = first.Events.Concat(second.Events).Select(e => e.Event).ToList();
        events.Select(e => e.Seq).ShouldBeInOrder();
        events.Select(e => e.PreviousSeq).ShouldBe([0, 0, events[1].Seq, events[0].Seq]);
    }

    [Fact]
    public async Task Append_WhenManyAtOnce_ChainsWithoutGaps()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(
            async i => await Store.Intake.Append(Some.Rows(Some.Routed(Some.Incoming($"w{i % 100}"))))));
        var contact = (await Store.Intake.WithUnhandled(Some.Tenant, Some.Channel, Some.Noon.AddDays(1), 10)).Single().ContactId;
        var events = await Unhandled(contact);
        events.Count.ShouldBe(100);
        events.Select(e => e.PreviousSeq).ShouldBe(events.Select(e => e.Seq).Prepend(0).SkipLast(1));
    }

    [Fact]
    public async Task Append_UsesTheNameAndPhoneLastSeen()
    {
        await Store.Intake.Append(Some.Rows(Some.Routed(Some.Incoming("w1", sender: Some.Sender("5511987654321", "Ana")))));
        var stored = (await Store.Intake.Append(Some.Rows(Some.Routed(Some.Incoming("w2", sender: Some.Sender("551187654321")))))).Events.Single();
        (stored.Event.ContactName, stored.Event.Phone).ShouldBe(("Ana", "551187654321"));
    }

    [Fact]
    public async Task Append_WhenASenderHasNoName_KeepsTheCallAndItsOtherMessages()
    {
        var nameless = Some.Incoming("w1", sender: new ContactIdentity([], null, null));
        var stored = await Store.Intake.Append(Some.Rows(Some.Routed(nameless), Some.Routed(Some.Incoming("w2"))));
        (stored.Events.Count, stored.Duplicates).ShouldBe((1, 0));
    }

    [Fact]
    public async Task Append_WithOnlyKeptElements_Stores()
    {
        KeptEvent[] kept =
        [
            new("_platform", null, null, "account_update", null, """{"event":"x"}"""),
            new(Some.Tenant, Some.Tenant, Some.Channel, "messages", "1000", "{}"),
        ];
        var stored = await Store.Intake.Append(new IntakeRows([], [], kept, Some.Noon, null));
        (stored.Events.Count, stored.Duplicates, stored.StatusesApplied, stored.Unblocked.Count).ShouldBe((0, 0, 0, 0));
    }

    [Fact]
    public async Task Append_WithNulCharacters_StoresTheRest()
    {
        var message = Some.Incoming("w\0one", "a\0b", Some.Sender(name: "A\0na"));
        var stored = (await Store.Intake.Append(Some.Rows(Some.Routed(message)))).Events.Single();
        (await Unhandled(stored.ContactId)).Single().ContactName.ShouldBe("Ana");
        (await Store.Intake.Append(Some.Rows(Some.Routed(message)))).Duplicates.ShouldBe(1);
    }

    [Fact]
    public async Task Append_WithEmptyText_IsNotTheSameAsNone()
    {
        var stored = await Store.Intake.Append(Some.Rows(Some.Routed(Some.Incoming("w1", "")), Some.Routed(Some.Incoming("w2", null))));
        (await Unhandled(stored.Events[0].ContactId)).Select(e => e.Text).ShouldBe(["", null]);
    }

    [Fact]
    public async Task Unhandled_PagesAfterASeq_InOrder()
    {
        var events = (await Store.Intake.Append(Some.Rows([.. Enumerable.Range(0, 5).Select(i => Some.Routed(Some.Incoming($"w{i}")))]))).Events;
        var contact = events[0].ContactId;
        (await Store.Intake.Unhandled(Some.Tenant, Some.Channel, contact, events[1].Event.Seq, 2)).ShouldBe([events[2].Event, events[3].Event]);
        await Handle(contact, events[2].Event.Seq);
        (await Unhandled(contact)).ShouldBe([events[3].Event, events[4].Event]);
        (await Store.Intake.Unhandled(Some.Tenant, Some.OtherChannel, contact, 0, 10)).ShouldBeEmpty();
    }

    [Fact]
    public async Task WithUnhandled_GivesConversationsOfTheChannelStoredBefore()
    {
        var old = (await Store.Intake.Append(Some.Rows(Some.Routed(Some.Incoming("w1")), Some.Routed(Some.Incoming("w2"))))).Events[0].ContactId;
        var recent = Some.Rows(Some.Routed(Some.Incoming("x1", sender: Some.Sender("4915112345678")))) with { ReceivedAt = Some.Noon.AddMinutes(1) };
        var young = (await Store.Intake.Append(recent)).Events.Single().ContactId;
        (await WithUnhandled(Some.Noon)).ShouldBeEmpty();
        (await WithUnhandled(Some.Noon.AddMinutes(1))).ShouldBe([old]);
        (await WithUnhandled(Some.Noon.AddMinutes(2))).ShouldBe([old, young], ignoreOrder: true);
        (await Store.Intake.WithUnhandled(Some.Tenant, Some.Channel, Some.Noon.AddMinutes(2), 1)).Count.ShouldBe(1);
        (await Store.Intake.WithUnhandled(Some.OtherTenant, Some.Channel, Some.Noon.AddMinutes(2), 10)).ShouldBeEmpty();
    }

    private async Task<IReadOnlyList<InboundEvent>> Unhandled(string contact) =>
        await Store.Intake.Unhandled(Some.Tenant, Some.Channel, contact, 0, 1_000);

    private async Task<IEnumerable<string>> WithUnhandled(DateTimeOffset before) =>
        (await Store.Intake.WithUnhandled(Some.Tenant, Some.Channel, before, 10)).Select(conversation => conversation.ContactId);

    private async Task Handle(string contact, long seq) =>
        await Store.Messages.CommitTurn(new TurnCommit(Some.Tenant, Some.Channel, contact, [], seq, null));
}
