using OrleansWa.Contracts;
using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Conversations;
using OrleansWa.Contracts.Directory;
using OrleansWa.Contracts.Messages;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Grains.Tests.Conversations;

/// <summary>What staff write on the handset pauses the bot, in the order of the conversation.</summary>
public sealed class HandsetTests : IDisposable
{
    private const string Ana = "5511987654321";
    private readonly SiloWorld _world = new(seed: 7);

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Deliver_WhenStaffWriteBetweenTwoMessages_AnswersTheFirstOnly()
    {
        var clinic = Started(Clinic.EchoFlow);

        clinic.Receive(Clinic.Batch([clinic.Message(Ana, "um"), clinic.Echo(Ana, "já te ligo"), clinic.Message(Ana, "dois")])).Stored.ShouldBe(3);
        _world.World.RunUntilIdle();
        clinic.Write(Ana, "três");
        _world.World.RunUntilIdle();
        _world.Restart();
        clinic.Write(Ana, "quatro");
        _world.World.RunUntilIdle();

        clinic.Chat(Ana).ShouldBe(["eco um"]);
        var row = Row(clinic);
        (row.Summary.BotEnabled, row.Unread).ShouldBe((false, 4));
    }

    [Fact]
    public void Deliver_WhenAnEchoComesTwice_CountsOnceAndIsNeverSent()
    {
        var clinic = Started(flow: null);
        var echo = clinic.Echo(Ana, "olá");
        clinic.Receive(Clinic.Batch([echo]));
        clinic.Receive(Clinic.Batch([echo])).Duplicates.ShouldBe(1);
        _world.World.RunFor(TimeSpan.FromMinutes(2));

        _world.WhatsApp.Attempts.ShouldBe(0);
        History(clinic).Select(row => (row.Outbound, row.Status, row.Origin)).ShouldBe([(true, MessageStatus.Sent, MessageOrigins.Handset)]);
        _world.World.Run(async () => await _world.Get<IMessageStore>().CountByHand(clinic.TenantId, clinic.ChannelId, DateTimeOffset.UnixEpoch, 5)).ShouldBe(1);
    }

    [Fact]
    public void Deliver_WhenStaffOnlyEditOrDelete_TheBotGoesOn()
    {
        var clinic = Started(Clinic.EchoFlow);
        clinic.Receive(Clinic.Batch([
            clinic.Echo(Ana, "x") with { Type = "edit", Change = new(MessageChangeKind.Edit, "wamid.x", "{}") },
            clinic.Echo(Ana, "x") with { Type = "revoke", Change = new(MessageChangeKind.Deletion, "wamid.x", null) },
            clinic.Message(Ana, "oi")]));
        _world.World.RunUntilIdle();
        clinic.Chat(Ana).ShouldBe(["eco oi"]);
    }

    [Fact]
    public void SetBot_WhenEnabledAgain_TheFlowGoesOnWhereItWaits()
    {
        var clinic = Started(Clinic.GreetingFlow);
        clinic.Write(Ana, "oi");
        _world.World.RunUntilIdle();
        clinic.Receive(Clinic.Batch([clinic.Echo(Ana, "um momento")]));
        clinic.Write(Ana, "Ana");
        _world.World.RunUntilIdle();

        SetBot(clinic, true);
        SetBot(clinic, true);
        Row(clinic).Summary.ShouldBe(new ConversationSummary(true, "main-flow", "ask"));
        _world.Restart();
        clinic.Write(Ana, "Bia");
        _world.World.RunUntilIdle();

        clinic.Chat(Ana).ShouldBe(["Qual é o seu nome?", "Olá Bia!"]);
        SetBot(clinic, false);
        _world.Restart();
        clinic.Write(Ana, "oi");
        _world.World.RunUntilIdle();
        clinic.Chat(Ana).Count.ShouldBe(2);
        Row(clinic).Summary.BotEnabled.ShouldBeFalse();
    }

    [Fact]
    public void Deliver_OfChangesAndNotices_AnswersNothingAndOpensNoWindow()
    {
        var clinic = Started(Clinic.EchoFlow);
        clinic.Receive(Clinic.Batch([
            clinic.Message(Ana, "👍") with { Type = "reaction", Change = new(MessageChangeKind.Reaction, "wamid.x", "👍") },
            clinic.Message(Ana, "x") with { Type = "edit", Change = new(MessageChangeKind.Edit, "wamid.x", "{}") },
            clinic.Message(Ana, "x") with { Type = "revoke", Change = new(MessageChangeKind.Deletion, "wamid.x", null) },
            clinic.Message(Ana, "x") with { Type = "system" }]));
        _world.World.RunUntilIdle();

        clinic.Chat(Ana).ShouldBeEmpty();
        var row = Row(clinic);
        (row.Unread, row.LastInboundAt).ShouldBe((0, null));
    }

    [Fact]
    public void Deliver_WhenAPlaceholdersContentFollows_AnswersItOnce()
    {
        var clinic = Started(Clinic.EchoFlow);
        var real = clinic.Message(Ana, "oi", "wamid.same");
        clinic.Receive(Clinic.Batch([real with { Type = "unsupported", Text = null, Unsupported = true }]));
        _world.World.RunUntilIdle();
        clinic.Receive(Clinic.Batch([real]));
        clinic.Receive(Clinic.Batch([real with { Type = "unsupported", Text = null, Unsupported = true }])).Duplicates.ShouldBe(1);
        _world.World.RunUntilIdle();

        clinic.Chat(Ana).ShouldBe(["eco oi"]);
        History(clinic).Count(row => !row.Outbound).ShouldBe(1);
        Row(clinic).Unread.ShouldBe(1);
    }

    [Fact]
    public void Deliver_WhenThePersonHasAUserIdOnly_TheAnswerGoesThere()
    {
        var clinic = Started(Clinic.EchoFlow);
        var message = clinic.Message(Ana, "oi") with
        {
            Sender = new ContactIdentity([new ContactAlias(AliasKind.UserId, "waba-acme", "BR.77")], null, "Ana"),
        };
        clinic.Receive(Clinic.Batch([message]));
        _world.World.RunUntilIdle();
        _world.WhatsApp.Sent.Select(sent => (sent.To, sent.Text)).ShouldBe([("BR.77", "eco oi")]);
        (Row(clinic).Phone, Row(clinic).ContactName).ShouldBe((null, "Ana"));
    }

    private Clinic Started(string? flow) => new Clinic(_world.Start(), "acme").Open(flow);

    private ConversationRow Row(Clinic clinic) => _world.As(clinic.TenantId, async grains =>
        (await grains.GetGrain<IHistoryGrain>(GrainKeys.Tenant(clinic.TenantId)).Conversations(null, new PageRequest(10, null))).Items.Single());

    private IReadOnlyList<MessageRow> History(Clinic clinic)
    {
        var contact = Row(clinic).ContactId;
        return _world.As(clinic.TenantId, async grains =>
            (await grains.GetGrain<IHistoryGrain>(GrainKeys.Tenant(clinic.TenantId)).Messages(clinic.ChannelId, contact, new PageRequest(50, null))).Items);
    }

    private void SetBot(Clinic clinic, bool enabled)
    {
        var contact = Row(clinic).ContactId;
        _world.As(clinic.TenantId, async grains =>
        {
            await grains.GetGrain<IConversationGrain>(GrainKeys.Conversation(clinic.TenantId, clinic.ChannelId, contact)).SetBot(enabled);
            return 0;
        });
    }
}
