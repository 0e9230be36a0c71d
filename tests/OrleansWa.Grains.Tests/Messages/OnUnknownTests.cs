using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Messages;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Grains.Tests.Messages;

/// <summary>onUnknown of SPEC section 5: wait, or resend.</summary>
public sealed class OnUnknownTests : IDisposable
{
    private readonly SiloWorld _world = new(seed: 1);
    private readonly Sender _sender;
    private int _lost = 1;

    public OnUnknownTests()
    {
        _world.WhatsApp.OnSend = _ => _lost-- > 0 ? new SendOutcome(SendResult.Unknown) : null;
        _sender = new Sender(_world, new Clinic(_world.Start(), "acme").Open());
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Resend_WhenNoStatusTells_IsTriedAgainAfterItsTime()
    {
        _world.WhatsApp.TakesUnknown = _ => false;
        var id = _sender.Send("oi", r => r with { OnUnknown = OnUnknown.Resend });
        _world.World.RunFor(TimeSpan.FromMinutes(10));
        _world.WhatsApp.Attempts.ShouldBe(1);
        _sender.Row(id).Status.ShouldBe(MessageStatus.OutcomeUnknown);

        _world.World.RunFor(TimeSpan.FromMinutes(2));

        var details = _sender.Details(id);
        details.Message.Status.ShouldBe(MessageStatus.Sent);
        details.Message.Attempts.ShouldBe(2);
        details.Attempts.Single().Result.ShouldBe("unknown");
        (_world.WhatsApp.Attempts, _world.WhatsApp.MostInFlight).ShouldBe((2, 1));
    }

    [Fact]
    public void Resend_WhenTheStatusComesInTime_IsNotSentAgain()
    {
        var id = _sender.Send("oi", r => r with { OnUnknown = OnUnknown.Resend });
        _world.World.RunFor(TimeSpan.FromMinutes(5));
        _sender.Clinic.Receive(Clinic.Batch([], [_sender.Clinic.Status(_world.WhatsApp.Sent.Single(), MessageStatus.Sent)]));
        _world.World.RunFor(TimeSpan.FromMinutes(30));

        _sender.Row(id).Status.ShouldBe(MessageStatus.Sent);
        _world.WhatsApp.Attempts.ShouldBe(1);
    }

    [Fact]
    public void Resend_WhenNothingEverAnswers_EndsAfterTheLimitOfTries()
    {
        _lost = int.MaxValue;
        var id = _sender.Send("oi", r => r with { OnUnknown = OnUnknown.Resend });
        _world.World.RunFor(TimeSpan.FromHours(3));

        _world.WhatsApp.Attempts.ShouldBe(8);
        _sender.Row(id).ShouldSatisfyAllConditions(row => row.Status.ShouldBe(MessageStatus.Failed), row => row.Error!.Code.ShouldBe("outcome_unknown"));
    }

    [Fact]
    public void Resend_WhenTheSiloDiesInTheAttempt_IsTriedAgainToo()
    {
        _lost = 0;
        var hangs = true;
        _world.WhatsApp.Latency = () => hangs ? Task.Delay(TimeSpan.FromSeconds(20), _world.World.Time) : Task.CompletedTask;
        var id = _sender.Send("oi", r => r with { OnUnknown = OnUnknown.Resend });
        _world.World.RunFor(TimeSpan.FromSeconds(5));
        hangs = false;
        _world.Restart();
        _world.World.RunFor(TimeSpan.FromMinutes(13));

        _sender.Row(id).Status.ShouldBe(MessageStatus.Sent);
        _world.WhatsApp.Attempts.ShouldBe(2);
    }

    [Fact]
    public void Wait_WhenNoStatusTells_IsNeverSentAgain()
    {
        var id = _sender.Send("oi");
        _world.World.RunFor(TimeSpan.FromHours(1));

        _sender.Row(id).Error!.Code.ShouldBe("outcome_unknown");
        _world.WhatsApp.Attempts.ShouldBe(1);
    }
}
