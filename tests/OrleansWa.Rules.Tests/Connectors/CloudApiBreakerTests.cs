using OrleansWa.Connectors.CloudApi;
using OrleansWa.Contracts.Channels;

namespace OrleansWa.Rules.Tests.Connectors;

public sealed class CloudApiBreakerTests
{
    private readonly ManualTimeProvider _time = new();
    private bool _metaIsDown = true;

    [Fact]
    public async Task Send_WhenMetaFailsRepeatedly_StopsCallingAndAsksToWait()
    {
        var meta = Meta();
        var connector = Some.Connector(meta, _time);
        await Fail(connector, Some.Account);

        var outcome = await connector.Send(Some.Account, Some.Message(), CancellationToken.None);

        (outcome.Result, outcome.Action, outcome.Scope).ShouldBe((SendResult.Rejected, ErrorAction.Wait, ErrorScope.Channel));
        outcome.RetryAfter.ShouldBe(SendBreakers.BreakDuration);
        outcome.Error!.Code.ShouldBe("circuit_open");
        meta.Requests.Count.ShouldBe(SendBreakers.AttemptsMin);
    }

    [Fact]
    public async Task Send_WhenOneNumberFails_OtherNumbersGoOn()
    {
        var meta = Meta();
        var connector = Some.Connector(meta, _time);
        await Fail(connector, Some.Account);
        _metaIsDown = false;

        var outcome = await connector.Send(Some.Account with { AccountId = "2" }, Some.Message(), CancellationToken.None);

        outcome.Result.ShouldBe(SendResult.Accepted);
    }

    [Fact]
    public async Task Send_WhenBreakIsOverAndMetaIsBack_SendsAgain()
    {
        var connector = Some.Connector(Meta(), _time);
        await Fail(connector, Some.Account);
        _metaIsDown = false;
        _time.Advance(SendBreakers.BreakDuration);

        var outcome = await connector.Send(Some.Account, Some.Message(), CancellationToken.None);

        outcome.Result.ShouldBe(SendResult.Accepted);
    }

    [Fact]
    public async Task Send_WhenMetaRefusesByItsOwnCode_NeverOpens()
    {
        var meta = new StubHandler(_ => StubHandler.Error(500, 131000));
        var connector = Some.Connector(meta, _time);
        for (var i = 0; i < 20; i++)
        {
            (await connector.Send(Some.Account, Some.Message(), CancellationToken.None)).Error!.Code.ShouldBe("131000");
        }
    }

    private static async Task Fail(CloudApiConnector connector, ConnectorAccount account)
    {
        for (var i = 0; i < SendBreakers.AttemptsMin; i++)
        {
            (await connector.Send(account, Some.Message(), CancellationToken.None)).Result.ShouldBe(SendResult.Unknown);
        }
    }

    private StubHandler Meta() => new(_ => _metaIsDown ? StubHandler.Html(502) : StubHandler.Json(200, Some.Accepted));
}
