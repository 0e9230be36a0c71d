using OrleansWa.Connectors.CloudApi;

namespace OrleansWa.Rules.Tests.Connectors;

public sealed class WebhookHandshakeTests
{
    [Fact]
    public void Answer_WhenTokenMatches_EchoesTheChallenge() =>
        WebhookHandshake.Answer("subscribe", "my-token", "1158201444", "my-token").ShouldBe("1158201444");

    [Theory]
    [InlineData(null, "t", "1", "t")]
    [InlineData("unsubscribe", "t", "1", "t")]
    [InlineData("subscribe", null, "1", "t")]
    [InlineData("subscribe", "T", "1", "t")]
    [InlineData("subscribe", "tt", "1", "t")]
    [InlineData("subscribe", "", "1", "")]
    [InlineData("subscribe", "t", "1", null)]
    [InlineData("subscribe", "t", null, "t")]
    [InlineData("subscribe", "t", "", "t")]
    public void Answer_WhenAnythingIsWrong_Refuses(string? mode, string? token, string? challenge, string? expected) =>
        WebhookHandshake.Answer(mode, token, challenge, expected).ShouldBeNull();

    [Fact]
    public void Answer_WhenChallengeIsTooLong_Refuses() =>
        WebhookHandshake.Answer("subscribe", "t", new string('1', WebhookHandshake.ChallengeLengthMax + 1), "t").ShouldBeNull();
}
