using OrleansWa.Contracts;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Messages;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Grains.Tests.Messages;

/// <summary>Cancel and retry of SPEC section 5.</summary>
public sealed class ControlTests : IDisposable
{
    private readonly SiloWorld _world = new(seed: 1);
    private readonly Sender _sender;

    public ControlTests() => _sender = new Sender(_world, new Clinic(_world.Start(), "acme").Open());

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Cancel_WhenScheduled_IsNeverSent_AlsoAcrossARestart()
    {
        var id = _sender.Send("later", r => r with { SendAt = _world.World.Time.GetUtcNow().AddHours(1) });

        Cancel(id).Message.Status.ShouldBe(MessageStatus.Cancelled);
        _world.Restart();
        Cancel(id).Message.Status.ShouldBe(MessageStatus.Cancelled);
        _world.World.RunFor(TimeSpan.FromHours(3));

        _world.WhatsApp.Attempts.ShouldBe(0);
    }

    [Fact]
    public void Cancel_WhenItHeldAnotherBack_LetsThatOneGo()
    {
        _world.WhatsApp.OnSend = m => m.Content.Json.Contains("first", StringComparison.Ordinal)
            ? new SendOutcome(SendResult.Rejected, Action: ErrorAction.Wait, Error: new MessageError("131056", "Pair limit", "", "Wait."), RetryAfter: TimeSpan.FromMinutes(9))
            : null;
        var first = _sender.Send("first");
        _sender.Send("second");
        _world.World.RunFor(TimeSpan.FromSeconds(2));
        _world.WhatsApp.Sent.ShouldBeEmpty();

        Cancel(first);
        _world.World.RunFor(TimeSpan.FromSeconds(2));

        _world.WhatsApp.Sent.Single().Text.ShouldBe("second");
    }

    [Fact]
    public void Cancel_WhenSent_IsRefusedWithItsState()
    {
        var id = _sender.Send("oi");
        _world.World.RunFor(TimeSpan.FromSeconds(2));

        Refused(() => Cancel(id)).ShouldSatisfyAllConditions(
            refusal => refusal.Code.ShouldBe("message_not_pending"), refusal => refusal.Message.ShouldContain("'sent'"), refusal => refusal.Kind.ShouldBe(ProblemKind.Conflict));
        Refused(() => Retry(id)).ShouldSatisfyAllConditions(
            refusal => refusal.Code.ShouldBe("message_not_ended"), refusal => refusal.Message.ShouldContain("'sent'"));
    }

    [Fact]
    public void Retry_WhenDead_IsTriedAsOftenAgain()
    {
        var away = true;
        _world.WhatsApp.OnSend = _ => away ? new SendOutcome(SendResult.Rejected, Action: ErrorAction.Retry, Error: new MessageError("131000", "Away", "", "Later.")) : null;
        var id = _sender.Send("oi");
        _world.World.RunFor(TimeSpan.FromHours(23));
        _sender.Row(id).ShouldSatisfyAllConditions(row => row.Status.ShouldBe(MessageStatus.Dead), row => row.Attempts.ShouldBe(8));

        var pending = Retry(id).Message;
        (pending.Status, pending.ExpiresAt).ShouldBe((MessageStatus.Pending, _world.World.Time.GetUtcNow().AddHours(24)));
        _world.World.RunFor(TimeSpan.FromSeconds(2));
        _sender.Row(id).ShouldSatisfyAllConditions(row => row.Status.ShouldBe(MessageStatus.Pending), row => row.Attempts.ShouldBeGreaterThan(8));
        away = false;
        _world.World.RunFor(TimeSpan.FromHours(1));

        _sender.Details(id).ShouldSatisfyAllConditions(
            details => details.Message.Status.ShouldBe(MessageStatus.Sent), details => details.Attempts.Length.ShouldBeGreaterThanOrEqualTo(9));
        _world.WhatsApp.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public void Retry_WhenTheChannelIsGone_IsRefused()
    {
        var id = _sender.Send("later", r => r with { SendAt = _world.World.Time.GetUtcNow().AddHours(1) });
        Cancel(id);
        _world.As("acme", async _ =>
        {
            await _sender.Clinic.Channel.Delete();
            return 0;
        });

        Refused(() => Retry(id)).Code.ShouldBe("channel_not_found");
    }

    [Fact]
    public void CancelAndRetry_WhenTheMessageIsNotOfTheConversation_AreNotFound()
    {
        Refused(() => Cancel("msg_other")).Code.ShouldBe("message_not_found");
        Refused(() => Retry("msg_other")).Code.ShouldBe("message_not_found");
    }

    private MessageDetails Cancel(string id) => _sender.With(conversation => conversation.Cancel(id));

    private MessageDetails Retry(string id) => _sender.With(conversation => conversation.Retry(id));

    private static ProblemException Refused(Action call) => Should.Throw<Exception>(call).InnerException.ShouldBeOfType<ProblemException>();
}
