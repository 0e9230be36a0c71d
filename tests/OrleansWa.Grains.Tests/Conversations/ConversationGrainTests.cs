using OrleansWa.Contracts;
using OrleansWa.Contracts.Conversations;
using OrleansWa.Contracts.Directory;
using OrleansWa.Contracts.Messages;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Grains.Tests.Conversations;

public sealed class ConversationGrainTests : IDisposable
{
    private const string Ana = "5511987654321";
    private readonly SiloWorld _world = new(seed: 1);

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Deliver_WhenAFlowMatches_AsksAndAnswers()
    {
        var clinic = Started(Clinic.GreetingFlow);

        clinic.Write(Ana, "oi").Stored.ShouldBe(1);
        _world.World.RunUntilIdle();
        clinic.Write(Ana, "Ana Souza");
        _world.World.RunUntilIdle();

        clinic.Chat(Ana).ShouldBe(["Qual é o seu nome?", "Olá Ana Souza!"]);
    }

    [Fact]
    public void Deliver_WhenTheSameMessageComesAgain_AnswersOnce()
    {
        var clinic = Started(Clinic.EchoFlow);
        var message = clinic.Message(Ana, "oi");

        clinic.Receive(Clinic.Batch([message, message]));
        clinic.Receive(Clinic.Batch([message])).Duplicates.ShouldBe(1);
        _world.World.RunUntilIdle();
        _world.Restart();
        clinic.Receive(Clinic.Batch([message])).Duplicates.ShouldBe(1);
        _world.World.RunUntilIdle();

        clinic.Chat(Ana).ShouldBe(["eco oi"]);
    }

    [Fact]
    public void Deliver_WhenAnEventBeforeItWasNeverTold_HandlesBothInOrder()
    {
        var clinic = Started(Clinic.EchoFlow);
        var contactId = Stored(clinic, "um");
        var events = _world.World.Run(async () => await _world.Get<Contracts.Webhooks.IIntakeStore>().Append(new(
            [Routed(clinic, "dois"), Routed(clinic, "três")], [], [], _world.World.Time.GetUtcNow(), null)));

        // Only the last one reaches the conversation, as when two workers race.
        _world.As(clinic.TenantId, async grains =>
        {
            var conversation = grains.GetGrain<IConversationGrain>(GrainKeys.Conversation(clinic.TenantId, "main", contactId));
            await conversation.Deliver(new Delivery([events.Events[1].Event]));
            return 0;
        });
        _world.World.RunUntilIdle();

        clinic.Chat(Ana).ShouldBe(["eco um", "eco dois", "eco três"]);
    }

    [Fact]
    public void Deliver_WhenTheSiloStopsBetweenMessages_KeepsTheFlowsStep()
    {
        var clinic = Started(Clinic.GreetingFlow);
        clinic.Write(Ana, "oi");
        _world.World.RunUntilIdle();

        _world.Process.Stop();
        _world.Start();
        clinic.Write(Ana, "Ana");
        _world.World.RunUntilIdle();

        clinic.Chat(Ana).ShouldBe(["Qual é o seu nome?", "Olá Ana!"]);
    }

    [Fact]
    public void Deliver_WhenNothingWasDecidedBeforeAStop_AnswersOnlyWhatComesAfterTheFlow()
    {
        // What decides nothing writes no state: only the inbox knows that it is handled.
        var clinic = Started(flow: null);
        clinic.Write(Ana, "um");
        clinic.Write(Ana, "dois");
        _world.World.RunFor(TimeSpan.FromSeconds(1));
        _world.Process.Stop();
        _world.Start();

        clinic.Publish("echo", Clinic.EchoFlow);
        clinic.Write(Ana, "três");
        _world.World.RunFor(TimeSpan.FromMinutes(3));

        clinic.Chat(Ana).ShouldBe(["eco três"]);
    }

    [Fact]
    public void Deliver_WhenAFlowIsRepublished_RunningConversationsStayOnTheirVersion()
    {
        var clinic = Started(Clinic.GreetingFlow);
        clinic.Write(Ana, "oi");
        _world.World.RunUntilIdle();

        _world.As(clinic.TenantId, async grains =>
        {
            var flow = grains.GetGrain<Contracts.Flows.IFlowGrain>(GrainKeys.Flow(clinic.TenantId, "main-flow"));
            await flow.Save(new("main-flow", 0, Clinic.GreetingFlow.Replace("Olá", "Bem-vinda", StringComparison.Ordinal)));
            return await flow.Publish();
        });
        clinic.Write(Ana, "Ana");
        clinic.Write("5511911112222", "oi");
        _world.World.RunUntilIdle();
        clinic.Write("5511911112222", "Bia");
        _world.World.RunUntilIdle();

        clinic.Chat(Ana)[^1].ShouldBe("Olá Ana!");
        clinic.Chat("5511911112222")[^1].ShouldBe("Bem-vinda Bia!");
    }

    [Fact]
    public void Send_WhenTheKeyIsRepeated_GivesTheSameReceipt()
    {
        var clinic = Started(flow: null);
        var contactId = Stored(clinic, "oi");

        var (first, second) = _world.As(clinic.TenantId, async grains =>
        {
            var conversation = grains.GetGrain<IConversationGrain>(GrainKeys.Conversation(clinic.TenantId, "main", contactId));
            return (await conversation.Send(Request("msg_a", "olá", "k1", "h1")), await conversation.Send(Request("msg_b", "olá", "k1", "h1")));
        });
        _world.World.RunUntilIdle();

        second.ShouldBe(first with { Repeated = true, Status = second.Status });
        clinic.Chat(Ana).ShouldBe(["olá"]);
    }

    [Fact]
    public void Send_WhenTheKeyIsUsedForAnotherRequest_Conflicts()
    {
        var clinic = Started(flow: null);
        var contactId = Stored(clinic, "oi");

        var failure = Should.Throw<Exception>(() => _world.As(clinic.TenantId, async grains =>
        {
            var conversation = grains.GetGrain<IConversationGrain>(GrainKeys.Conversation(clinic.TenantId, "main", contactId));
            await conversation.Send(Request("msg_a", "olá", "k1", "h1"));
            return await conversation.Send(Request("msg_b", "tchau", "k1", "h2"));
        }));

        failure.InnerException.ShouldBeOfType<ProblemException>().Code.ShouldBe("idempotency_key_reused");
    }

    private static SendMessage Request(string id, string text, string key, string hash) =>
        new(id, MessageContent.Text(text), Lane.Reply, null, key, hash, null, null);

    private Clinic Started(string? flow) => new Clinic(_world.Start(), "acme").Open(flow);

    private string Stored(Clinic clinic, string text)
    {
        clinic.Write(Ana, text);
        _world.World.RunUntilIdle();
        return _world.As(clinic.TenantId, async grains =>
            (await grains.GetGrain<IHistoryGrain>(GrainKeys.Tenant(clinic.TenantId)).Conversations(null, new PageRequest(10, null))).Items.Single().ContactId);
    }

    private static Contracts.Webhooks.RoutedMessage Routed(Clinic clinic, string text) => new(clinic.TenantId, "main", clinic.Message(Ana, text));
}
