using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Grains.Tests.Messages;

/// <summary>What an error asks of more than its message (issue "Error policy"): whether it comes as an answer or later, by a status.</summary>
public sealed class ErrorPolicyTests : IDisposable
{
    private static readonly MessageError Unpaid = new("131042", "Payment problem", "", "Add a payment method.");
    private static readonly MessageError Spam = new("131048", "Spam limit", "", "Pause campaigns.");
    private static readonly MessageError Marketing = new("131049", "Not delivered, to protect the person", "", "Nothing.");
    private readonly SiloWorld _world = new(seed: 1);
    private readonly Clinic _clinic;
    private readonly Clinic _sister;
    private readonly Sender _sender;

    public ErrorPolicyTests()
    {
        _clinic = new Clinic(_world.Start(), "acme").Open();
        _sister = new Clinic(_world, "acme", "second").Open(isFirstChannel: false);
        _sender = new Sender(_world, _clinic);
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Unpaid_StopsAllChannelsOfTheAccount_AndSaysSo()
    {
        var other = new Clinic(_world, "beta").Open();
        _world.WhatsApp.OnSend = _ => Rejected(ErrorAction.Fix, ErrorScope.Account, Unpaid);
        var id = _sender.Send("oi");
        _world.World.RunFor(TimeSpan.FromSeconds(5));

        foreach (var channel in new[] { View(_clinic), View(_sister) })
        {
            channel.Status.ShouldBe(ChannelStatus.Error);
            channel.Problem.ShouldBe(new ChannelProblem(Unpaid.Code, Unpaid.Title, Unpaid.Remedy));
        }

        View(other).Status.ShouldBe(ChannelStatus.Connected);
        _sender.Row(id).ShouldSatisfyAllConditions(row => row.Status.ShouldBe(MessageStatus.Pending), row => row.Error!.Code.ShouldBe("131042"));
        _world.Log.Lines.ShouldContain(line => line.Contains("Add a payment method.", StringComparison.Ordinal));

        _world.WhatsApp.OnSend = null;
        _world.As("acme", _ => _clinic.Channel.Start());
        _world.World.RunFor(TimeSpan.FromSeconds(5));
        _sender.Row(id).Status.ShouldBe(MessageStatus.Sent);
        View(_sister).Status.ShouldBe(ChannelStatus.Error);
    }

    [Fact]
    public void Unpaid_WhenAStatusTellsIt_StopsThemToo_ButNotAfterARestartByAPerson()
    {
        _sender.Send("oi");
        _world.World.RunFor(TimeSpan.FromSeconds(5));
        var failure = Failure(Unpaid, new FailureAdvice(ErrorAction.Fix, ErrorScope.Account, null));
        _clinic.Receive(Clinic.Batch([], [failure]));
        _world.World.RunFor(TimeSpan.FromSeconds(5));
        View(_sister).Status.ShouldBe(ChannelStatus.Error);

        _world.As("acme", _ => _clinic.Channel.Start());
        _clinic.Receive(Clinic.Batch([], [failure]));
        _world.World.RunFor(TimeSpan.FromSeconds(5));
        View(_clinic).Status.ShouldBe(ChannelStatus.Connected);
    }

    [Fact]
    public void Spam_SlowsTheChannel_AlsoAcrossARestart_AndLosesNothing()
    {
        var complaints = 2;
        _world.WhatsApp.OnSend = _ => complaints-- > 0 ? Rejected(ErrorAction.Slow, ErrorScope.Channel, Spam) : null;
        var start = _world.World.Time.GetUtcNow();
        var times = new List<double>();
        _world.WhatsApp.OnTaken = _ => times.Add((_world.World.Time.GetUtcNow() - start).TotalSeconds);
        for (var i = 0; i < 6; i++)
        {
            _sender.Send("aviso " + i, r => r with { Lane = Lane.Bulk });
        }

        _world.World.RunFor(TimeSpan.FromSeconds(70));
        View(_clinic).Slowdown.ShouldNotBeNull().ShouldSatisfyAllConditions(
            slow => slow.Gap.ShouldBe(TimeSpan.FromSeconds(20)), slow => slow.Reason.Remedy.ShouldBe("Pause campaigns."));
        _world.Restart();
        _world.World.RunFor(TimeSpan.FromMinutes(4));

        times.Count.ShouldBe(6);
        times.Zip(times.Skip(1), (one, next) => next - one).ShouldAllBe(gap => gap >= 20);
        View(_sister).Slowdown.ShouldBeNull();
        _world.World.RunFor(TimeSpan.FromHours(3));
        View(_clinic).Slowdown.ShouldBeNull();
    }

    [Fact]
    public void MarketingLimit_WhenAStatusTellsIt_ParksForADay_ThenGoesAsANewMessage()
    {
        var id = _sender.Send("promoção", r => r with { Lane = Lane.Bulk });
        _world.World.RunFor(TimeSpan.FromSeconds(5));
        _clinic.Receive(Clinic.Batch([], [Failure(Marketing, new FailureAdvice(ErrorAction.Wait, ErrorScope.Message, TimeSpan.FromHours(24)))]));
        _world.World.RunFor(TimeSpan.FromHours(23));
        _sender.Row(id).ShouldSatisfyAllConditions(row => row.Status.ShouldBe(MessageStatus.Pending), row => row.Error!.Code.ShouldBe("131049"));
        _world.WhatsApp.Attempts.ShouldBe(1);

        _world.World.RunFor(TimeSpan.FromHours(4));
        _world.WhatsApp.Sent.Select(m => m.WhatsAppId).Distinct().Count().ShouldBe(2);
        _sender.Row(id).Status.ShouldBe(MessageStatus.Sent);
    }

    [Fact]
    public void MarketingLimit_WhenTheMessageWouldNotLiveSoLong_IsDeadAtOnceWithTheReason()
    {
        _world.WhatsApp.OnSend = _ => Rejected(ErrorAction.Wait, ErrorScope.Message, Marketing) with { RetryAfter = TimeSpan.FromHours(24) };
        var id = _sender.Send("promoção");
        _world.World.RunFor(TimeSpan.FromSeconds(5));

        _sender.Row(id).ShouldSatisfyAllConditions(
            row => row.Status.ShouldBe(MessageStatus.Dead), row => row.Error!.Code.ShouldBe("131049"), row => row.Error!.Title.ShouldContain("expires"));
    }

    private static SendOutcome Rejected(ErrorAction action, ErrorScope scope, MessageError error) =>
        new(SendResult.Rejected, Action: action, Scope: scope, Error: error);

    private WebhookStatus Failure(MessageError error, FailureAdvice advice) =>
        _clinic.Status(_world.WhatsApp.Sent[^1], MessageStatus.Failed) with { Error = error, Advice = advice };

    private ChannelView View(Clinic clinic) => _world.As(clinic.TenantId, _ => clinic.Channel.Get());
}
