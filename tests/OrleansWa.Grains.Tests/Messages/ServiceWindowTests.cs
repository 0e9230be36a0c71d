using OrleansWa.Contracts;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Messages;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Grains.Tests.Messages;

/// <summary>The 24-hour window of SPEC section 5: looked at when a message is accepted, and again when its turn comes.</summary>
public sealed class ServiceWindowTests : IDisposable
{
    private static readonly MessageContent Template = new("template", """{"name":"lembrete","language":{"code":"pt_BR"}}""");
    private readonly SiloWorld _world = new(seed: 1);
    private readonly Sender _sender;

    public ServiceWindowTests()
    {
        _world.WhatsApp.ServiceWindow = TimeSpan.FromHours(24);
        _sender = new Sender(_world, new Clinic(_world.Start(), "acme").Open());
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Send_ToWhoNeverWrote_IsRefusedWithARemedy()
    {
        var refusal = Refused("oi");

        (refusal.Kind, refusal.Code).ShouldBe((ProblemKind.Unprocessable, "window_closed"));
        refusal.Errors.Single().ShouldSatisfyAllConditions(error => error.Field.ShouldBe("type"), error => error.Message.ShouldContain("fallbackTemplate"));
        _sender.Send("oi", r => r with { Content = Template }).ShouldNotBeEmpty();
    }

    [Fact]
    public void Send_WithinTheWindow_GoesOut_AndAfterwardsNot()
    {
        _sender.Clinic.Write(Sender.Ana, "olá");
        _sender.Send("um");
        _world.World.RunFor(TimeSpan.FromHours(23));
        _sender.Send("dois");
        _world.World.RunFor(TimeSpan.FromHours(1));

        Refused("três").Code.ShouldBe("window_closed");
        _world.WhatsApp.Sent.Select(m => m.Text).ShouldBe(["um", "dois"]);
    }

    [Fact]
    public void Send_ForATimeAfterTheWindow_IsRefusedNow_UnlessAFallbackIsNamed()
    {
        _sender.Clinic.Write(Sender.Ana, "olá");
        var at = _world.World.Time.GetUtcNow().AddHours(30);
        Refused("amanhã", r => r with { SendAt = at }).Code.ShouldBe("window_closed");

        var id = _sender.Send("amanhã", r => r with { SendAt = at, Fallback = Template });
        _world.World.RunFor(TimeSpan.FromHours(31));

        _world.WhatsApp.Sent.Single().Text.ShouldBe("lembrete");
        _sender.Row(id).ShouldSatisfyAllConditions(row => row.Status.ShouldBe(MessageStatus.Sent), row => row.UsesFallback.ShouldBeTrue());
    }

    [Fact]
    public void Send_WithAFallback_TakesTheTextWhereThePersonWroteMeanwhile()
    {
        var at = _world.World.Time.GetUtcNow().AddHours(30);
        var id = _sender.Send("texto livre", r => r with { SendAt = at, Fallback = Template });
        _world.World.RunFor(TimeSpan.FromHours(29));
        _sender.Clinic.Write(Sender.Ana, "olá");
        _world.World.RunFor(TimeSpan.FromHours(2));

        _world.WhatsApp.Sent.Single().Text.ShouldBe("texto livre");
        _sender.Row(id).UsesFallback.ShouldBeFalse();
    }

    [Fact]
    public void Send_WhenTheWindowClosesWhileItWaits_FailsWithARemedy_AlsoAcrossARestart()
    {
        _sender.Clinic.Write(Sender.Ana, "olá");
        var id = _sender.Send("tarde demais", r => r with { SendAt = _world.World.Time.GetUtcNow().AddHours(23), ExpiresAt = _world.World.Time.GetUtcNow().AddDays(3) });
        _world.As("acme", _ => _sender.Clinic.Channel.Stop());
        _world.World.RunFor(TimeSpan.FromHours(25));
        _world.Restart();
        _world.As("acme", _ => _sender.Clinic.Channel.Start());
        _world.World.RunFor(TimeSpan.FromMinutes(2));

        _world.WhatsApp.Attempts.ShouldBe(0);
        _sender.Row(id).ShouldSatisfyAllConditions(
            row => row.Status.ShouldBe(MessageStatus.Failed), row => row.Error!.Code.ShouldBe("window_closed"), row => row.Error!.Remedy.ShouldNotBeEmpty());
    }

    [Fact]
    public void Send_WhenTheConnectorSaysItIsClosed_SendsTheFallbackOnce()
    {
        _sender.Clinic.Write(Sender.Ana, "olá");
        _world.WhatsApp.OnSend = message => message.Content.Type == "text"
            ? new SendOutcome(
                SendResult.Rejected, Action: ErrorAction.GiveUp, Error: new MessageError("131047", "Closed", "", "Send a template."), WindowClosed: true)
            : null;
        var id = _sender.Send("texto", r => r with { Fallback = Template });
        var bare = _sender.Send("sem plano B");
        _world.World.RunFor(TimeSpan.FromMinutes(2));

        _world.WhatsApp.Sent.Single().Text.ShouldBe("lembrete");
        _world.WhatsApp.Attempts.ShouldBe(3);
        _sender.Row(id).Status.ShouldBe(MessageStatus.Sent);
        _sender.Row(bare).Error!.Code.ShouldBe("131047");
    }

    [Fact]
    public void Send_WithAFallbackThatTheConnectorRefuses_NamesTheField() => Refused(
        "oi", r => r with { Fallback = new MessageContent("template", "{}") }).Errors.Single().Field.ShouldBe("fallbackTemplate.name");

    [Fact]
    public void Send_WhenRepeatedAfterTheWindow_GivesTheSameReceipt()
    {
        SendMessage Keyed(SendMessage r) => r with { MessageId = "msg_keyed", IdempotencyKey = "k", RequestHash = "h" };
        _sender.Clinic.Write(Sender.Ana, "olá");
        _sender.Send("uma vez", Keyed);
        _world.World.RunFor(TimeSpan.FromDays(2));

        _sender.Send("uma vez", Keyed).ShouldBe("msg_keyed");
        _world.WhatsApp.Attempts.ShouldBe(1);
    }

    private ProblemException Refused(string text, Func<SendMessage, SendMessage>? change = null) =>
        Should.Throw<Exception>(() => _sender.Send(text, change)).InnerException.ShouldBeOfType<ProblemException>();
}
