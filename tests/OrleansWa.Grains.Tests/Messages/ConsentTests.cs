using OrleansWa.Contracts;
using OrleansWa.Contracts.Conversations;
using OrleansWa.Contracts.Directory;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Tenants;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Grains.Tests.Messages;

/// <summary>Words of consent: who opts out gets nothing that the clinic begins.</summary>
public sealed class ConsentTests : IDisposable
{
    private const string Confirmation = "Pronto, você não receberá mais nossos avisos. Para voltar a receber, responda START.";
    private readonly SiloWorld _world = new(seed: 1);
    private readonly Clinic _clinic;
    private readonly Sender _sender;

    public ConsentTests()
    {
        _clinic = new Clinic(_world.Start(), "acme").Open(Clinic.EchoFlow);
        _sender = new Sender(_world, _clinic);
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Write_OfAnOptOutWord_IsConfirmedOnceAndNeverReachesAFlow()
    {
        var message = _clinic.Message(Sender.Ana, "Sair");
        _clinic.Receive(Clinic.Batch([message]));
        _world.World.RunUntilIdle();
        _world.Restart();
        _clinic.Receive(Clinic.Batch([message]));
        _world.World.RunFor(TimeSpan.FromMinutes(2));

        _clinic.Chat(Sender.Ana).ShouldBe([Confirmation]);
        Row().OptedOutAt.ShouldBe(message.Timestamp);
    }

    [Theory]
    [InlineData(Lane.Bulk)]
    [InlineData(Lane.Transactional)]
    public void Send_AfterAnOptOut_IsRefused_UntilThePersonOptsIn(Lane lane)
    {
        Write("PARAR");
        var refusal = Should.Throw<Exception>(() => _sender.Send("promoção", r => r with { Lane = lane })).InnerException.ShouldBeOfType<ProblemException>();
        (refusal.Code, refusal.Errors.Single().Field).ShouldBe(("opted_out", "to"));

        Write("start");
        _sender.Send("promoção", r => r with { Lane = lane });
        _world.World.RunFor(TimeSpan.FromMinutes(1));
        _clinic.Chat(Sender.Ana)[^1].ShouldBe("promoção");
        Row().OptedOutAt.ShouldBeNull();
    }

    [Fact]
    public void Send_ThatWaitedWhenThePersonOptedOut_Fails()
    {
        var id = _sender.Send("promoção", r => r with { Lane = Lane.Bulk, SendAt = _world.World.Time.GetUtcNow().AddHours(1) });
        Write("sair");
        _world.World.RunFor(TimeSpan.FromHours(2));

        _clinic.Chat(Sender.Ana).ShouldBe([Confirmation]);
        _sender.Row(id).ShouldSatisfyAllConditions(row => row.Status.ShouldBe(MessageStatus.Failed), row => row.Error!.Code.ShouldBe("opted_out"));
    }

    [Fact]
    public void Reply_ToWhoComesBackWithAQuestion_GoesOut()
    {
        Write("sair");
        Write("vocês abrem amanhã?");
        _sender.Send("sim, às 8h", r => r with { Lane = Lane.Reply });
        _world.World.RunFor(TimeSpan.FromMinutes(1));

        _clinic.Chat(Sender.Ana).ShouldBe([Confirmation, "eco vocês abrem amanhã?", "sim, às 8h"]);
    }

    [Fact]
    public void Words_AreTheTenantsOwn_FromTheNextMessageOn()
    {
        Write("oi");
        Update(new UpdateConsent(["fora"], ["dentro"], "", null));
        Write("sair");
        Write("FORA");

        _clinic.Chat(Sender.Ana).ShouldBe(["eco oi", "eco sair"]);
        Row().OptedOutAt.ShouldNotBeNull();
    }

    [Fact]
    public void Update_WithWordsThatCannotBe_NamesTheField()
    {
        Refused(new UpdateConsent([], null, null, null)).ShouldBe("consent.optOutWords");
        Refused(new UpdateConsent(["..."], null, null, null)).ShouldBe("consent.optOutWords");
        Refused(new UpdateConsent(["START"], null, null, null)).ShouldBe("consent.optInWords");
        Refused(new UpdateConsent(null, null, new string('a', 1_001), null)).ShouldBe("consent.optOutReply");
    }

    private void Write(string text)
    {
        _world.World.RunFor(TimeSpan.FromSeconds(1));
        _clinic.Write(Sender.Ana, text);
        _world.World.RunFor(TimeSpan.FromSeconds(1));
    }

    private string Refused(UpdateConsent consent) =>
        Should.Throw<Exception>(() => Update(consent)).InnerException.ShouldBeOfType<ProblemException>().Errors.Single().Field;

    private TenantView Update(UpdateConsent consent) => _world.As("acme", grains =>
        grains.GetGrain<ITenantGrain>(GrainKeys.Tenant("acme")).Update(new UpdateTenant(null, null, null, null, null, consent)));

    private ConversationRow Row() => _world.As("acme", async grains =>
        (await grains.GetGrain<IHistoryGrain>(GrainKeys.Tenant("acme")).Conversations(null, new PageRequest(10, null))).Items.Single());
}
