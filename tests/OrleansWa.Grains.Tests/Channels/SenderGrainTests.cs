using OrleansWa.Contracts;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Contacts;
using OrleansWa.Grains.Tests.Messages;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Grains.Tests.Channels;

/// <summary>Rotation of senders (SPEC section 5).</summary>
public sealed class SenderGrainTests : IDisposable
{
    private readonly SiloWorld _world = new(seed: 1);
    private readonly Clinic _first;
    private readonly Clinic _second;

    public SenderGrainTests()
    {
        _world.WhatsApp.ServiceWindow = TimeSpan.FromHours(24);
        _first = new Clinic(_world.Start(), "acme").Open();
        _second = new Clinic(_world, "acme", "second").Open(isFirstChannel: false);
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Choose_TakesChannelsInTurn()
    {
        var chosen = Enumerable.Range(0, 8).Select(i => Choose("551198765430" + i, "new-" + i)).ToList();

        chosen.Count(id => id == "main").ShouldBe(4);
        chosen.Count(id => id == "second").ShouldBe(4);
    }

    [Fact]
    public void Choose_WhileTheWindowIsOpen_TakesTheChannelThatThePersonWroteTo()
    {
        _second.Write(Sender.Ana, "oi");
        _world.World.RunFor(TimeSpan.FromHours(23));
        Enumerable.Range(0, 6).Select(i => Choose(Sender.Ana, "new-" + i)).Distinct().ShouldBe(["second"]);

        _world.World.RunFor(TimeSpan.FromHours(2));
        Enumerable.Range(0, 6).Select(i => Choose(Sender.Ana, "late-" + i)).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public void Choose_OfARepeat_IsTheChannelOfTheFirst_WhateverIsConnectedNow()
    {
        var sender = new Sender(_world, _second);
        _second.Write(Sender.Ana, "oi");
        var id = sender.Send("uma vez");
        _world.As("acme", _ => _second.Channel.Stop());
        _world.World.RunFor(TimeSpan.FromDays(2));

        Choose(Sender.Ana, id).ShouldBe("second");
        Choose(Sender.Ana, "another").ShouldBe("main");
    }

    [Fact]
    public void Choose_WithoutAChannelOfTheRole_SaysSo()
    {
        var refusal = Should.Throw<Exception>(() => Choose(Sender.Ana, "new", ChannelRole.Broadcast)).InnerException.ShouldBeOfType<ProblemException>();
        (refusal.Kind, refusal.Code).ShouldBe((ProblemKind.Conflict, "no_channel"));
        refusal.Message.ShouldContain("broadcast");
    }

    private string Choose(string phone, string messageId, ChannelRole role = ChannelRole.Main) => _world.As("acme", async grains =>
    {
        var contact = await grains.GetGrain<IContactGrain>(GrainKeys.Tenant("acme")).ResolvePhone(phone);
        return await grains.GetGrain<ISenderGrain>(GrainKeys.Tenant("acme")).Choose(new ChooseSender(role, contact, messageId));
    });
}
