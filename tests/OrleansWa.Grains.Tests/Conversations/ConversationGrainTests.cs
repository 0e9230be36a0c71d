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
    public void Deliver_WhenTheSiloCrashesAtAnyStep_AnswersOnceAndInOrder()
    {
        var steps = StepsOfOneConversation();

        for (var crashAt = 1L; crashAt <= steps; crashAt++)
        {
            using var world = new SiloWorld(seed: 7);
            var clinic = Open(world, Clinic.EchoFlow);
            var first = world.World.Steps;
            world.World.CrashWhen(step => step >= first + crashAt);
            WriteWithRetry(world, clinic, ["um", "dois"]);
            world.World.RunFor(TimeSpan.FromMinutes(30));

            var chat = clinic.Chat(Ana);
            chat.Distinct().Count().ShouldBe(chat.Count, $"crash at step {crashAt}: {string.Join(" | ", chat)}");
            // An attempt that the crash cut off after WhatsApp took it counts; one cut off before is unknown and stays unsent by the message's own policy.
            chat.ShouldBe(new[] { "eco um", "eco dois" }.Where(chat.Contains), $"order after a crash at step {crashAt}");
            (chat.Count + UnknownOutcomes(world, clinic)).ShouldBe(2, $"crash at step {crashAt}: {string.Join(" | ", chat)}");
            world.WhatsApp.MostInFlight.ShouldBe(1);
        }
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

    private Clinic Started(string? flow) => Open(_world, flow);

    private static Clinic Open(SiloWorld world, string? flow) => new Clinic(world.Start(), "acme").Open(flow);

    private static long StepsOfOneConversation()
    {
        using var world = new SiloWorld(seed: 7);
        var clinic = Open(world, Clinic.EchoFlow);
        var before = world.World.Steps;
        WriteWithRetry(world, clinic, ["um", "dois"]);
        world.World.RunUntilIdle();
        clinic.Chat(Ana).ShouldBe(["eco um", "eco dois"]);
        return world.World.Steps - before;
    }

    // Meta's side: what is not acknowledged is delivered again, after a restart of the silo.
    private static void WriteWithRetry(SiloWorld world, Clinic clinic, string[] texts)
    {
        foreach (var text in texts)
        {
            var message = clinic.Message(Ana, text);
            for (var acknowledged = false; !acknowledged;)
            {
                try
                {
                    clinic.Receive(Clinic.Batch([message]));
                    acknowledged = true;
                }
                catch (Exception) when (!world.Process.IsAlive)
                {
                    RestartIfCrashed(world);
                }
            }

            world.World.RunUntilIdle();
            RestartIfCrashed(world);
        }
    }

    private static void RestartIfCrashed(SiloWorld world)
    {
        if (!world.Process.IsAlive)
        {
            world.AfterCrash();
            world.Start();
            world.World.RunUntilIdle();
        }
    }

    private static int UnknownOutcomes(SiloWorld world, Clinic clinic) => world.As(clinic.TenantId, async grains =>
    {
        var history = grains.GetGrain<IHistoryGrain>(GrainKeys.Tenant(clinic.TenantId));
        var conversation = (await history.Conversations(null, new PageRequest(10, null))).Items.Single();
        var messages = (await history.Messages(conversation.ChannelId, conversation.ContactId, new PageRequest(50, null))).Items;
        return messages.Count(m => m.Outbound && m.Error?.Code == "outcome_unknown" && world.WhatsApp.Sent.All(s => s.MessageId != m.Id));
    });

    private string Stored(Clinic clinic, string text)
    {
        clinic.Write(Ana, text);
        _world.World.RunUntilIdle();
        return _world.As(clinic.TenantId, async grains =>
            (await grains.GetGrain<IHistoryGrain>(GrainKeys.Tenant(clinic.TenantId)).Conversations(null, new PageRequest(10, null))).Items.Single().ContactId);
    }

    private static Contracts.Webhooks.RoutedMessage Routed(Clinic clinic, string text) => new(clinic.TenantId, "main", clinic.Message(Ana, text));
}
