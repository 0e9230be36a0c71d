using OrleansWa.Contracts;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Directory;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Tenants;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Grains.Tests.Channels;

public sealed class ChannelGrainTests : IDisposable
{
    private const string Ana = "5511987654321";
    private readonly SiloWorld _world = new(seed: 1, start: new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Start_WhenTheConnectorAccepts_ConnectsAndServesTheNumber()
    {
        var clinic = new Clinic(_world.Start(), "acme").Open(Clinic.EchoFlow);

        View(clinic).Status.ShouldBe(ChannelStatus.Connected);
        View(clinic).WarmUpDay.ShouldBe(1);
        clinic.Write(Ana, "oi").Stored.ShouldBe(1);
    }

    [Fact]
    public void Start_WhenAnotherChannelHoldsTheNumber_ConflictsAndLeavesItWhereItIs()
    {
        var first = new Clinic(_world.Start(), "acme").Open(Clinic.EchoFlow);

        var failure = Should.Throw<Exception>(() => _world.As("other", async grains =>
        {
            await grains.GetGrain<ITenantGrain>(GrainKeys.Tenant("other")).Create(new CreateTenant("Other", "UTC", "pt-BR", null, null));
            var channel = grains.GetGrain<IChannelGrain>(GrainKeys.Channel("other", "main"));
            await channel.Create(new CreateChannel(
                ConnectorKind.CloudApi, ChannelRole.Main, "x", "token", new CloudApiSettings(first.AccountId, "waba"), null));
            return await channel.Start();
        }));

        failure.InnerException.ShouldBeOfType<ProblemException>().Code.ShouldBe("phone_number_taken");
        first.Write(Ana, "oi");
        _world.World.RunUntilIdle();
        first.Chat(Ana).ShouldBe(["eco oi"]);
    }

    [Fact]
    public void Start_WhenTheTokenIsRefused_EndsInErrorWithARemedy()
    {
        _world.WhatsApp.OnConnect = () => new ConnectOutcome(new ChannelProblem("TOKEN_INVALID", "Expired", "Set a new token."), false, null);

        var clinic = new Clinic(_world.Start(), "acme").Open();

        View(clinic).Status.ShouldBe(ChannelStatus.Error);
        View(clinic).Problem!.Remedy.ShouldBe("Set a new token.");
        clinic.Write(Ana, "oi").Unrouted.ShouldBe(1);
    }

    [Fact]
    public void Start_WhenTheConnectorIsAway_TriesAgainByItself()
    {
        var attempts = 0;
        _world.WhatsApp.OnConnect = () => ++attempts < 4
            ? new ConnectOutcome(new ChannelProblem("PROVIDER_UNREACHABLE", "No answer", "Wait."), true, null)
            : null;

        var clinic = new Clinic(_world.Start(), "acme").Open();
        View(clinic).Status.ShouldBe(ChannelStatus.Reconnecting);
        _world.Restart();
        _world.World.RunFor(TimeSpan.FromMinutes(6));

        View(clinic).Status.ShouldBe(ChannelStatus.Connected);
        attempts.ShouldBe(4);
    }

    [Fact]
    public void Start_WhenTheConnectorStaysAway_EndsInErrorAndStillProbes()
    {
        var away = true;
        _world.WhatsApp.OnConnect = () => away
            ? new ConnectOutcome(new ChannelProblem("PROVIDER_UNREACHABLE", "No answer", "Wait."), true, null)
            : null;

        var clinic = new Clinic(_world.Start(), "acme").Open();
        _world.World.RunFor(TimeSpan.FromHours(3));
        View(clinic).Status.ShouldBe(ChannelStatus.Error);
        away = false;
        _world.World.RunFor(TimeSpan.FromMinutes(16));

        View(clinic).Status.ShouldBe(ChannelStatus.Connected);
    }

    [Fact]
    public void Dispatch_WhenTheDailyCapIsReached_WaitsForTheTenantsMidnightAlsoAcrossARestart()
    {
        var clinic = new Clinic(_world.Start(), "acme").Open(Clinic.EchoFlow, messagesPerDay: 3);
        for (var i = 0; i < 5; i++)
        {
            clinic.Write("551198765430" + i, "oi");
        }

        _world.World.RunFor(TimeSpan.FromMinutes(5));
        _world.WhatsApp.Sent.Count.ShouldBe(3);
        _world.Restart();
        _world.World.RunFor(TimeSpan.FromHours(1));
        _world.WhatsApp.Sent.Count.ShouldBe(3);

        // Midnight in São Paulo is 03:00 UTC.
        _world.World.RunFor(new DateTimeOffset(2026, 11, 21, 2, 59, 0, TimeSpan.Zero) - _world.World.Time.GetUtcNow());
        _world.WhatsApp.Sent.Count.ShouldBe(3);
        _world.World.RunFor(TimeSpan.FromMinutes(3));
        _world.WhatsApp.Sent.Count.ShouldBe(5);
    }

    [Fact]
    public void Dispatch_WhenTheConnectorAsksToWait_PausesTheChannelAndLosesNothing()
    {
        var throttled = 3;
        _world.WhatsApp.OnSend = _ => throttled-- > 0
            ? new SendOutcome(SendResult.Rejected, Action: ErrorAction.Wait, Scope: ErrorScope.Channel, Error: new MessageError("130429", "Rate limit", "", "Wait."))
            : null;

        var clinic = new Clinic(_world.Start(), "acme").Open(Clinic.EchoFlow);
        clinic.Write(Ana, "um");
        clinic.Write(Ana, "dois");
        _world.World.RunFor(TimeSpan.FromMinutes(10));

        clinic.Chat(Ana).ShouldBe(["eco um", "eco dois"]);
    }

    [Fact]
    public void Dispatch_WhenTheTokenIsRefused_StopsTheChannelAndSendsAfterTheRepair()
    {
        var broken = true;
        _world.WhatsApp.OnSend = _ => broken
            ? new SendOutcome(SendResult.Rejected, Action: ErrorAction.Fix, Scope: ErrorScope.Channel, Error: new MessageError("190", "Token expired", "", "Set a new token."))
            : null;
        var clinic = new Clinic(_world.Start(), "acme").Open(Clinic.EchoFlow);
        clinic.Write(Ana, "oi");
        _world.World.RunFor(TimeSpan.FromMinutes(1));
        View(clinic).Status.ShouldBe(ChannelStatus.Error);
        View(clinic).Problem!.Code.ShouldBe("190");

        broken = false;
        _world.As("acme", async _ =>
        {
            await clinic.Channel.Update(new UpdateChannel(null, null, "new-token", null));
            return await clinic.Channel.Start();
        });
        _world.World.RunFor(TimeSpan.FromMinutes(1));

        clinic.Chat(Ana).ShouldBe(["eco oi"]);
    }

    [Fact]
    public void Dispatch_WhenTheAnswerIsLost_WaitsForTheStatusAndNeverSendsAgain()
    {
        _world.WhatsApp.OnSend = _ => new SendOutcome(SendResult.Unknown, Error: new MessageError("timeout", "No answer", "", "Wait."));
        var clinic = new Clinic(_world.Start(), "acme").Open(Clinic.EchoFlow);
        clinic.Write(Ana, "oi");
        _world.World.RunFor(TimeSpan.FromSeconds(5));
        var sent = _world.WhatsApp.Sent.Single();
        Status(sent.MessageId).ShouldBe(MessageStatus.OutcomeUnknown);

        clinic.Receive(Clinic.Batch([], [clinic.Status(sent, MessageStatus.Delivered)])).Statuses.ShouldBe(1);
        _world.World.RunFor(TimeSpan.FromMinutes(30));

        Status(sent.MessageId).ShouldBe(MessageStatus.Delivered);
        _world.WhatsApp.Attempts.ShouldBe(1);
    }

    [Fact]
    public void Dispatch_WhenNoStatusEverTells_FailsAsUnknownAndLetsTheNextOneGo()
    {
        var lost = true;
        _world.WhatsApp.OnSend = _ => lost ? new SendOutcome(SendResult.Unknown) : null;
        _world.WhatsApp.TakesUnknown = _ => false;
        var clinic = new Clinic(_world.Start(), "acme").Open(Clinic.EchoFlow);
        clinic.Write(Ana, "um");
        _world.World.RunFor(TimeSpan.FromSeconds(1));
        lost = false;
        clinic.Write(Ana, "dois");
        _world.World.RunFor(TimeSpan.FromSeconds(50));
        clinic.Chat(Ana).ShouldBeEmpty();

        _world.World.RunFor(TimeSpan.FromMinutes(12));

        clinic.Chat(Ana).ShouldBe(["eco dois"]);
        Outbound().Single(m => m.Status == MessageStatus.Failed).Error!.Code.ShouldBe("outcome_unknown");
    }

    [Fact]
    public void Suspend_WhenTheTenantIsSuspended_SendsNothingAndGoesOnAfterResume()
    {
        var clinic = new Clinic(_world.Start(), "acme").Open(Clinic.EchoFlow);
        Suspend(true);
        clinic.Write(Ana, "oi");
        _world.World.RunFor(TimeSpan.FromMinutes(5));
        View(clinic).Status.ShouldBe(ChannelStatus.Suspended);
        clinic.Chat(Ana).ShouldBeEmpty();

        Suspend(false);
        _world.World.RunFor(TimeSpan.FromMinutes(1));
        clinic.Write(Ana, "voltei");
        _world.World.RunFor(TimeSpan.FromMinutes(1));

        View(clinic).Status.ShouldBe(ChannelStatus.Connected);
        clinic.Chat(Ana).ShouldBe(["eco voltei"]);
    }

    [Fact]
    public void Delete_WhenTheChannelIsRemoved_FreesItsNumber()
    {
        var clinic = new Clinic(_world.Start(), "acme").Open();
        _world.As("acme", async _ =>
        {
            await clinic.Channel.Delete();
            return 0;
        });

        clinic.Write(Ana, "oi").Unrouted.ShouldBe(1);
        Should.Throw<Exception>(() => View(clinic)).InnerException.ShouldBeOfType<ProblemException>().Code.ShouldBe("channel_not_found");
    }

    private ChannelView View(Clinic clinic) => _world.As(clinic.TenantId, _ => clinic.Channel.Get());

    private void Suspend(bool suspended) =>
        _world.As("acme", grains => grains.GetGrain<ITenantGrain>(GrainKeys.Tenant("acme")).SetSuspended(suspended));

    private MessageStatus Status(string messageId) => Outbound().Single(m => m.Id == messageId).Status;

    private List<MessageRow> Outbound() => _world.As("acme", async grains =>
    {
        var history = grains.GetGrain<IHistoryGrain>(GrainKeys.Tenant("acme"));
        var rows = new List<MessageRow>();
        foreach (var conversation in (await history.Conversations(null, new PageRequest(200, null))).Items)
        {
            rows.AddRange((await history.Messages(conversation.ChannelId, conversation.ContactId, new PageRequest(200, null))).Items.Where(m => m.Outbound));
        }

        return rows;
    });
}
