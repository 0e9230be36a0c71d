using OrleansWa.Connectors.CloudApi;
using OrleansWa.Contracts.Channels;

namespace OrleansWa.Rules.Tests.Connectors;

public sealed class CloudApiConnectTests
{
    private const string Number =
        """{"id":"106540352242922","display_phone_number":"+55 11 94000-0000","verified_name":"Clínica","quality_rating":"GREEN","name_status":"APPROVED","status":"CONNECTED","throughput":{"level":"STANDARD"},"messaging_limit_tier":"TIER_250","whatsapp_business_manager_messaging_limit":"TIER_2K"}""";

    private const string Numbers = """{"data":[{"id":"7"},{"id":"106540352242922"}],"paging":{"cursors":{"before":"a","after":"b"}}}""";

    private readonly ManualTimeProvider _time = new(skipUpTo: TimeSpan.FromSeconds(3));

    [Fact]
    public async Task Connect_WhenAllIsWell_ReportsTheNumberAndSubscribes()
    {
        var meta = Meta();

        var outcome = await Connect(meta);

        outcome.ShouldBe(new ConnectOutcome(
            null, false, new NumberProfile("+55 11 94000-0000", "Clínica", "GREEN", "TIER_2K", "STANDARD", "APPROVED")));
        meta.Requests.Select(request => $"{request.Method} {request.Uri.Split('?')[0]}").ShouldBe(
            ["GET /v24.0/106540352242922", "GET /v24.0/102290129340398/phone_numbers", "POST /v24.0/102290129340398/subscribed_apps"]);
    }

    [Theory]
    [InlineData(0, 401, 0, ConnectProblems.TokenInvalid)]
    [InlineData(190, 401, 0, ConnectProblems.TokenInvalid)]
    [InlineData(104, 401, 0, ConnectProblems.TokenInvalid)]
    [InlineData(3, 500, 0, ConnectProblems.PermissionMissing)]
    [InlineData(10, 403, 0, ConnectProblems.PermissionMissing)]
    [InlineData(200, 403, 0, ConnectProblems.PermissionMissing)]
    [InlineData(299, 403, 0, ConnectProblems.PermissionMissing)]
    [InlineData(100, 400, 33, ConnectProblems.NumberNotFound)]
    [InlineData(33, 400, 0, ConnectProblems.NumberNotFound)]
    [InlineData(803, 404, 0, ConnectProblems.NumberNotFound)]
    [InlineData(368, 403, 0, ConnectProblems.AccountLocked)]
    [InlineData(131031, 403, 0, ConnectProblems.AccountLocked)]
    [InlineData(133010, 400, 0, ConnectProblems.NumberNotRegistered)]
    [InlineData(80007, 400, 0, ConnectProblems.ProviderUnreachable)]
    [InlineData(2, 503, 0, ConnectProblems.ProviderUnreachable)]
    [InlineData(131009, 400, 0, ConnectProblems.ProviderRefused)]
    public async Task Connect_WhenMetaRefusesTheNumber_NamesTheProblem(int code, int status, int subcode, string problem)
    {
        var outcome = await Connect(Meta(number: () => StubHandler.Error(status, code, subcode)));

        outcome.Problem!.Code.ShouldBe(problem);
        outcome.Problem.Reason.ShouldContain($"the details (code {code})");
        outcome.Problem.Remedy.ShouldNotBeEmpty();
        outcome.Transient.ShouldBe(problem == ConnectProblems.ProviderUnreachable);
    }

    [Fact]
    public async Task Connect_WhenVersionLacksAField_AsksForBasicOnes()
    {
        var asked = 0;
        var meta = Meta(number: () => asked++ == 0 ? StubHandler.Error(400, 100) : StubHandler.Json(200, """{"id":"1","quality_rating":"GREEN"}"""));

        var outcome = await Connect(meta);

        outcome.Problem.ShouldBeNull();
        outcome.Number!.QualityRating.ShouldBe("GREEN");
        meta.Requests[1].Uri.ShouldNotContain("throughput");
    }

    [Theory]
    [InlineData("PENDING", ConnectProblems.NumberNotRegistered)]
    [InlineData("DISCONNECTED", ConnectProblems.NumberNotRegistered)]
    [InlineData("BANNED", ConnectProblems.AccountLocked)]
    [InlineData("CONNECTED", null)]
    [InlineData("FLAGGED", null)]
    [InlineData("SOMETHING_NEW", null)]
    public async Task Connect_WhenNumberHasAStatus_RefusesOnlyWhatCannotSend(string status, string? problem)
    {
        var outcome = await Connect(Meta(number: () => StubHandler.Json(200, Number.Replace("CONNECTED", status, StringComparison.Ordinal))));

        outcome.Problem?.Code.ShouldBe(problem);
        (outcome.Problem is null).ShouldBe(problem is null);
        outcome.Number!.VerifiedName.ShouldBe("Clínica");
    }

    [Fact]
    public async Task Connect_WhenNumberIsOnALaterPage_FindsIt()
    {
        var pages = 0;
        var meta = Meta(numbers: () => pages++ == 0
            ? StubHandler.Json(200, """{"data":[{"id":"7"}],"paging":{"cursors":{"after":"Q &1"},"next":"https://graph.facebook.com/next"}}""")
            : StubHandler.Json(200, Numbers));

        var outcome = await Connect(meta);

        outcome.Problem.ShouldBeNull();
        meta.Requests[2].Uri.ShouldEndWith("&after=Q%20%261");
    }

    [Theory]
    [InlineData("""{"data":[{"id":"7"}]}""")]
    [InlineData("""{"data":[]}""")]
    [InlineData("""{}""")]
    public async Task Connect_WhenAccountLacksTheNumber_Says(string numbers)
    {
        var meta = Meta(numbers: () => StubHandler.Json(200, numbers));

        var outcome = await Connect(meta);

        outcome.Problem!.Code.ShouldBe(ConnectProblems.NumberNotInAccount);
        meta.Requests.ShouldNotContain(request => request.Method == "POST");
    }

    [Fact]
    public async Task Connect_WhenPagesNeverEnd_StopsAfterTen()
    {
        var meta = Meta(numbers: () => StubHandler.Json(200, """{"data":[],"paging":{"cursors":{"after":"x"},"next":"more"}}"""));

        (await Connect(meta)).Problem!.Code.ShouldBe(ConnectProblems.NumberNotInAccount);
        meta.Requests.Count.ShouldBe(11);
    }

    [Theory]
    [InlineData("""{"success":false}""")]
    [InlineData("{}")]
    public async Task Connect_WhenSubscriptionIsNotConfirmed_Says(string answer)
    {
        (await Connect(Meta(subscribed: () => StubHandler.Json(200, answer)))).Problem!.Code.ShouldBe(ConnectProblems.SubscriptionFailed);
    }

    [Fact]
    public async Task Connect_WhenSubscriptionIsRefused_Says()
    {
        (await Connect(Meta(subscribed: () => StubHandler.Error(400, 100)))).Problem!.Code.ShouldBe(ConnectProblems.SubscriptionFailed);
    }

    [Fact]
    public async Task Connect_WhenMetaStumblesTwice_TriesAgain()
    {
        var tries = 0;
        var meta = Meta(number: () => tries++ < 2 ? StubHandler.Html(502) : StubHandler.Json(200, Number));

        (await Connect(meta)).Problem.ShouldBeNull();

        _time.Skipped.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Connect_WhenMetaStaysDown_IsTransient()
    {
        var meta = Meta(number: () => throw new HttpRequestException(HttpRequestError.ConnectionError));

        var outcome = await Connect(meta);

        outcome.Problem!.Code.ShouldBe(ConnectProblems.ProviderUnreachable);
        outcome.Transient.ShouldBeTrue();
        meta.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Connect_WhenNothingAnswers_EndsWithin15Seconds()
    {
        var never = new TaskCompletionSource<HttpResponseMessage>();
        var meta = new StubHandler((_, ct) => never.Task.WaitAsync(ct));

        var connect = Connect(meta);
        _time.Advance(TimeSpan.FromSeconds(15));
        var outcome = await connect;

        outcome.Problem!.Code.ShouldBe(ConnectProblems.ProviderUnreachable);
        outcome.Transient.ShouldBeTrue();
    }

    [Fact]
    public async Task Connect_WhenCallerCancels_Throws()
    {
        using var stop = new CancellationTokenSource();
        var never = new TaskCompletionSource<HttpResponseMessage>();
        var connect = Some.Connector(new StubHandler((_, ct) => never.Task.WaitAsync(ct)), _time).Connect(Some.Account, stop.Token);
        stop.Cancel();

        await Should.ThrowAsync<OperationCanceledException>(connect);
    }

    [Theory]
    [InlineData("1", "2", "", ConnectProblems.TokenInvalid)]
    [InlineData("1/2", "2", "t", ConnectProblems.NumberNotFound)]
    [InlineData("1", "2?x", "t", ConnectProblems.NumberNotInAccount)]
    public async Task Connect_WhenAccountIsMalformed_CallsNobody(string number, string account, string token, string problem)
    {
        var meta = Meta();

        var outcome = await Some.Connector(meta).Connect(new ConnectorAccount(number, account, token), CancellationToken.None);

        outcome.Problem!.Code.ShouldBe(problem);
        meta.Requests.ShouldBeEmpty();
    }

    private static StubHandler Meta(
        Func<HttpResponseMessage>? number = null, Func<HttpResponseMessage>? numbers = null, Func<HttpResponseMessage>? subscribed = null) =>
        new(request => request.RequestUri!.AbsolutePath switch
        {
            var path when path.EndsWith("/phone_numbers", StringComparison.Ordinal) => numbers?.Invoke() ?? StubHandler.Json(200, Numbers),
            var path when path.EndsWith("/subscribed_apps", StringComparison.Ordinal) => subscribed?.Invoke() ?? StubHandler.Json(200, """{"success":true}"""),
            _ => number?.Invoke() ?? StubHandler.Json(200, Number),
        });

    private Task<ConnectOutcome> Connect(StubHandler meta) => Some.Connector(meta, _time).Connect(Some.Account, CancellationToken.None);
}
