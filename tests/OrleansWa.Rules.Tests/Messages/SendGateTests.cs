using System.Collections.Immutable;
using OrleansWa.Connectors.CloudApi;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Messages;
using OrleansWa.Grains.Messages;

namespace OrleansWa.Rules.Tests.Messages;

public sealed class SendGateTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly MessageContent Text = MessageContent.Text("oi");
    private static readonly MessageContent Template = new("template", """{"name":"lembrete","language":{"code":"pt_BR"}}""");
    private readonly WindowConnector _connector = new() { ServiceWindow = CloudApiOptions.ServiceWindow };

    [Theory]
    [InlineData(0.0, true)]
    [InlineData(23.0, true)]
    [InlineData(23.98, true)]
    [InlineData(23.99, false)]
    [InlineData(24.0, false)]
    [InlineData(1000.0, false)]
    [InlineData(null, false)]
    public void Decide_WithText_FollowsTheWindowWithAMinuteToSpare(double? hoursAgo, bool isOpen)
    {
        var decision = Decide(Text, standing: Wrote(hoursAgo));

        decision.Content.ShouldBe(isOpen ? Text : null);
        decision.Error?.Code.ShouldBe("window_closed");
        decision.Error?.Remedy.ShouldNotBeEmpty();
    }

    [Fact]
    public void Decide_WithATemplate_NeedsNoWindow() => Decide(Template).Content.ShouldBe(Template);

    [Fact]
    public void Decide_WhereTheConnectorHasNoWindow_LetsThrough()
    {
        _connector.ServiceWindow = null;
        Decide(Text).Content.ShouldBe(Text);
    }

    [Fact]
    public void Decide_WithAFallback_TakesItOnlyWhereTheWindowIsClosed()
    {
        Decide(Text, Template).ShouldBe(new GateDecision(Template, UsesFallback: true));
        Decide(Text, Template, standing: Wrote(1)).ShouldBe(new GateDecision(Text));
    }

    [Theory]
    [InlineData(Lane.Bulk, 1.0, false)]
    [InlineData(Lane.Transactional, 1.0, false)]
    [InlineData(Lane.Reply, 1.0, true)]
    [InlineData(Lane.Reply, 2.0, true)]
    [InlineData(Lane.Reply, 3.0, false)]
    [InlineData(Lane.Reply, null, false)]
    public void Decide_AfterAnOptOut_AnswersOnlyWhoWroteSince(Lane lane, double? hoursAgo, bool isAllowed)
    {
        // Opted out two hours ago.
        var decision = Decide(Template, lane: lane, standing: Wrote(hoursAgo) with { OptedOutAt = Now.AddHours(-2) });

        decision.Error?.Code.ShouldBe("opted_out");
        decision.Content.ShouldBe(isAllowed ? Template : null);
    }

    private static ContactStanding Wrote(double? hoursAgo) => new(hoursAgo is { } hours ? Now.AddHours(-hours) : null, null);

    private GateDecision Decide(MessageContent content, MessageContent? fallback = null, Lane lane = Lane.Transactional, ContactStanding standing = default) =>
        SendGate.Decide(_connector, content, fallback, lane, standing, Now);

    private sealed class WindowConnector : IConnector
    {
        public ConnectorKind Kind => ConnectorKind.CloudApi;

        public TimeSpan? ServiceWindow { get; set; }

        public bool MayBegin(MessageContent content) => content.Type == "template";

        public ImmutableArray<FieldError> Validate(MessageContent content) => [];

        public Task<ConnectOutcome> Connect(ConnectorAccount account, CancellationToken ct) => throw new NotSupportedException();

        public Task<SendOutcome> Send(ConnectorAccount account, ConnectorMessage message, CancellationToken ct) => throw new NotSupportedException();
    }
}
