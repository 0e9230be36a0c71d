using OrleansWa.Contracts;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.DeadLetters;
using OrleansWa.Contracts.State;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Grains.Tests.Conversations;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Grains.Tests.DeadLetters;

/// <summary>Incoming events that nobody could handle: kept, shown, and handled again without doubling anything.</summary>
public sealed class DeadLetterGrainTests : IDisposable
{
    private const string Ana = "5511987654321";

    private static readonly DeadLetterFilter All = new(null, null, null);
    private readonly SiloWorld _world = new(seed: 11);

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Retry_WhenTheStateWasRepaired_AnswersOnceAndLeavesTheList()
    {
        var clinic = new Clinic(_world.Start(), "acme").Open(Clinic.EchoFlow);
        var key = Poison(clinic);
        clinic.Write(Ana, "um");
        _world.World.RunUntilIdle();
        clinic.Chat(Ana).ShouldBe(["eco oi"]);
        var letter = List("acme").Single().Incoming!;
        (letter.Error.Code, letter.Type, letter.ChannelId).ShouldBe(("event_refused", "text", "main"));
        letter.Error.Details.ShouldBe("The fault was ArgumentNullException; the log has the rest.");

        // Nothing was repaired.
        Refusal("acme", letter.Id).ShouldBe("event_refused");
        List("acme").Count.ShouldBe(1);

        PoisonedState.Repair(_world, key);
        clinic.Write(Ana, "dois");
        _world.World.RunUntilIdle();
        Retry("acme", letter.Id).EndedAt.ShouldNotBeNull();
        _world.World.RunUntilIdle();
        Refusal("acme", letter.Id).ShouldBe("dead_letter_ended");
        _world.Restart();
        _world.World.RunFor(TimeSpan.FromMinutes(2));

        clinic.Chat(Ana).ShouldBe(["eco oi", "eco dois", "eco um"]);
        List("acme").ShouldBeEmpty();
        clinic.Write(Ana, "três");
        _world.World.RunUntilIdle();
        clinic.Chat(Ana)[^1].ShouldBe("eco três");
    }

    [Fact]
    public void Retry_WhenAFlowWaitsForALaterAnswer_IsRefusedAndTheFlowStays()
    {
        var clinic = new Clinic(_world.Start(), "acme").Open(Clinic.EchoFlow);
        var key = Poison(clinic);
        clinic.Write(Ana, "um");
        _world.World.RunUntilIdle();
        PoisonedState.Repair(_world, key);
        clinic.Publish("greeting", Clinic.GreetingFlow, priority: 10);
        clinic.Write(Ana, "oi de novo");
        _world.World.RunUntilIdle();
        clinic.Chat(Ana)[^1].ShouldBe("Qual é o seu nome?");

        Refusal("acme", List("acme").Single().Incoming!.Id).ShouldBe("flow_waits");
        clinic.Write(Ana, "Ana");
        _world.World.RunUntilIdle();
        clinic.Chat(Ana)[^1].ShouldBe("Olá Ana!");
        List("acme").Count.ShouldBe(1);
    }

    [Fact]
    public void End_TakesItOffTheListForEver()
    {
        var clinic = new Clinic(_world.Start(), "acme").Open(Clinic.EchoFlow);
        Poison(clinic);
        clinic.Write(Ana, "um");
        _world.World.RunUntilIdle();
        var id = List("acme").Single().Incoming!.Id;
        foreach (var _ in Enumerable.Range(0, 2))
        {
            _world.As("acme", async grains =>
            {
                await Letters(grains, "acme").EndIncoming(id);
                return 0;
            });
        }

        _world.Restart();
        _world.World.RunFor(TimeSpan.FromMinutes(3));
        List("acme").ShouldBeEmpty();
        Refusal("acme", "dl_nothing").ShouldBe("dead_letter_not_found");
    }

    [Fact]
    public void Retry_OfAMessageForAnUnknownNumber_GoesThroughTheIntakeOnceSomebodyHoldsTheNumber()
    {
        var clinic = new Clinic(_world.Start(), "acme");
        var message = clinic.Message(Ana, "oi");
        clinic.Receive(Clinic.Batch([message])).Unrouted.ShouldBe(1);
        clinic.Receive(Clinic.Batch([message])).Unrouted.ShouldBe(1);
        var letter = List(GrainKeys.PlatformScope).Single().Incoming!;
        (letter.Error.Code, letter.AccountId).ShouldBe(("number_unknown", clinic.AccountId));
        Refusal(GrainKeys.PlatformScope, letter.Id).ShouldBe("number_unknown");

        clinic.Open(Clinic.EchoFlow);
        Retry(GrainKeys.PlatformScope, letter.Id).EndedAt.ShouldNotBeNull();
        clinic.Receive(Clinic.Batch([message])).Duplicates.ShouldBe(1);
        _world.World.RunUntilIdle();

        clinic.Chat(Ana).ShouldBe(["eco oi"]);
        List(GrainKeys.PlatformScope).ShouldBeEmpty();
        List("acme").ShouldBeEmpty();
    }

    [Fact]
    public void Retry_OfAMessageOfATenantsOwnApp_NeverReachesANumberOfAnother()
    {
        var clinic = new Clinic(_world.Start(), "acme").Open(Clinic.EchoFlow);
        var other = new Clinic(_world, "beta").Open();
        clinic.Receive(new WebhookBatch(ConnectorKind.CloudApi, "beta", [clinic.Message(Ana, "oi")], [], [], null)).Unrouted.ShouldBe(1);

        List("acme").ShouldBeEmpty();
        List(GrainKeys.PlatformScope).ShouldBeEmpty();
        Refusal("beta", List("beta").Single().Incoming!.Id).ShouldBe("number_unknown");
        _world.World.RunUntilIdle();
        clinic.Chat(Ana).ShouldBeEmpty();
        other.Chat(Ana).ShouldBeEmpty();
    }

    private StateKey Poison(Clinic clinic)
    {
        clinic.Write(Ana, "oi");
        _world.World.RunUntilIdle();
        return PoisonedState.Put(_world, clinic);
    }

    private IReadOnlyList<DeadLetter> List(string scope) => _world.As(scope, async grains => (await Letters(grains, scope).List(All, new PageRequest(50, null))).Items);

    private IncomingDeadLetter Retry(string scope, string id) => _world.As(scope, grains => Letters(grains, scope).RetryIncoming(id));

    private string Refusal(string scope, string id) => Should.Throw<Exception>(() => Retry(scope, id)).InnerException.ShouldBeOfType<ProblemException>().Code;

    private static IDeadLetterGrain Letters(IGrainFactory grains, string scope) => grains.GetGrain<IDeadLetterGrain>(GrainKeys.Tenant(scope));
}
