using OrleansWa.Contracts.Channels;
using OrleansWa.Grains.Channels;

namespace OrleansWa.Rules.Tests.Channels;

public sealed class SenderRulesTests
{
    [Fact]
    public void Candidates_AreTheConnectedOnesOfTheRole_ById() => Ids(
        Channel("b"), Channel("a"), Channel("x", ChannelRole.Broadcast), Channel("lost", status: ChannelStatus.Reconnecting)).ShouldBe(["a", "b"]);

    [Fact]
    public void Candidates_WhenNoneIsConnected_AreThoseThatComeBackByThemselves() => Ids(
        Channel("lost", status: ChannelStatus.Reconnecting),
        Channel("phone", status: ChannelStatus.PhoneDisconnected),
        Channel("new", status: ChannelStatus.Connecting),
        Channel("broken", status: ChannelStatus.Error),
        Channel("off", status: ChannelStatus.Disconnected),
        Channel("out", status: ChannelStatus.Suspended)).ShouldBe(["lost", "new", "phone"]);

    [Fact]
    public void Choose_WithoutAnOpenWindow_TakesEachInTurn()
    {
        var candidates = new[] { Channel("a"), Channel("b"), Channel("c") };

        Enumerable.Range(0, 7).Select(turn => SenderRules.Choose(candidates, ["gone"], turn)).ShouldBe(["a", "b", "c", "a", "b", "c", "a"]);
        SenderRules.Choose(candidates, [], -1).ShouldBeOneOf("a", "b", "c");
    }

    [Fact]
    public void Choose_WithAnOpenWindow_AnswersFromTheNumberThatWasAsked() =>
        SenderRules.Choose([Channel("a"), Channel("b"), Channel("c")], ["gone", "c", "a"], 0).ShouldBe("c");

    private static SenderChannel Channel(string id, ChannelRole role = ChannelRole.Main, ChannelStatus status = ChannelStatus.Connected) =>
        new(id, ConnectorKind.CloudApi, role, status);

    private static IEnumerable<string> Ids(params SenderChannel[] channels) => SenderRules.Candidates(channels, ChannelRole.Main).Select(channel => channel.Id);
}
