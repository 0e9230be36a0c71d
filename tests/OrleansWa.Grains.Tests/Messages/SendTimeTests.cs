using OrleansWa.Contracts;
using OrleansWa.Contracts.Messages;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Grains.Tests.Messages;

/// <summary>sendAt and expiresAt of SPEC section 5, from the request to the row.</summary>
public sealed class SendTimeTests : IDisposable
{
    private readonly SiloWorld _world = new(seed: 1);
    private readonly Sender _sender;

    public SendTimeTests() => _sender = new Sender(_world, new Clinic(_world.Start(), "acme").Open());

    private DateTimeOffset Now => _world.World.Time.GetUtcNow();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Send_WhenItHasATime_GoesThenAndNotBefore_AlsoAcrossARestart()
    {
        _sender.Send("later", r => r with { SendAt = Now.AddHours(3), Lane = Lane.Bulk });
        _world.World.RunFor(TimeSpan.FromHours(1));
        _world.Restart();
        _world.World.RunFor(TimeSpan.FromHours(2) - TimeSpan.FromSeconds(5));
        _world.WhatsApp.Attempts.ShouldBe(0);

        _world.World.RunFor(TimeSpan.FromMinutes(2));

        _world.WhatsApp.Sent.Single().Text.ShouldBe("later");
    }

    [Fact]
    public void Send_WhenAnEarlierOneIsScheduled_DoesNotWaitForIt()
    {
        _sender.Send("tomorrow", r => r with { SendAt = Now.AddDays(1) });
        _sender.Send("now");
        _world.World.RunFor(TimeSpan.FromSeconds(1));

        _world.WhatsApp.Sent.Single().Text.ShouldBe("now");
    }

    [Theory]
    [InlineData(Lane.Reply, 24)]
    [InlineData(Lane.Transactional, 24)]
    [InlineData(Lane.Bulk, 7 * 24)]
    public void Send_WhenItNamesNoExpiry_HasTheLanesCountedFromItsTime(Lane lane, int hours)
    {
        var sendAt = Now.AddHours(5);
        var row = _sender.Row(_sender.Send("a", r => r with { SendAt = sendAt, Lane = lane }));

        (row.DueAt, row.ExpiresAt).ShouldBe((sendAt, sendAt.AddHours(hours)));
    }

    [Fact]
    public void Send_WhenItsTimeRunsOut_ExpiresWithARemedyAndIsNeverSent()
    {
        Stop();
        var id = _sender.Send("late", r => r with { ExpiresAt = Now.AddMinutes(30) });
        _world.World.RunFor(TimeSpan.FromMinutes(31));
        _world.As("acme", _ => _sender.Clinic.Channel.Start());
        _world.World.RunFor(TimeSpan.FromMinutes(5));

        _world.WhatsApp.Attempts.ShouldBe(0);
        var row = _sender.Row(id);
        row.Status.ShouldBe(MessageStatus.Expired);
        row.Error!.Code.ShouldBe("expired");
        row.Error.Remedy.ShouldNotBeEmpty();
    }

    [Fact]
    public void Send_WhenItsTimesCannotBe_IsRefusedByName()
    {
        Refused(r => r with { SendAt = Now.AddYears(1).AddSeconds(1) }).ShouldBe("sendAt");
        Refused(r => r with { ExpiresAt = Now }).ShouldBe("expiresAt");
        Refused(r => r with { SendAt = Now.AddHours(2), ExpiresAt = Now.AddHours(2) }).ShouldBe("expiresAt");
        Refused(r => r with { ExpiresAt = Now.AddYears(2) }).ShouldBe("expiresAt");
        _sender.Send("a year", r => r with { SendAt = Now.AddYears(1) }).ShouldNotBeEmpty();
    }

    [Fact]
    public void Send_WhenRepeatedAfterItsTimes_GivesTheSameReceipt()
    {
        var expiresAt = Now.AddMinutes(1);
        SendMessage Keyed(SendMessage r) => r with { MessageId = "msg_keyed", IdempotencyKey = "k", RequestHash = "h", ExpiresAt = expiresAt };
        _sender.Send("once", Keyed).ShouldBe("msg_keyed");
        _world.World.RunFor(TimeSpan.FromMinutes(10));

        _sender.Send("once", Keyed).ShouldBe("msg_keyed");
        _world.World.RunFor(TimeSpan.FromMinutes(1));
        _world.WhatsApp.Attempts.ShouldBe(1);
    }

    private void Stop() => _world.As("acme", _ => _sender.Clinic.Channel.Stop());

    private string Refused(Func<SendMessage, SendMessage> change)
    {
        var refusal = Should.Throw<Exception>(() => _sender.Send("never", change)).InnerException.ShouldBeOfType<ProblemException>();
        refusal.Kind.ShouldBe(ProblemKind.Invalid);
        return refusal.Errors.Single().Field;
    }
}
