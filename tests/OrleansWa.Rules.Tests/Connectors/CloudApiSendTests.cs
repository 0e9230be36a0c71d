using System.Text.Json.Nodes;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Messages;

namespace OrleansWa.Rules.Tests.Connectors;

public sealed class CloudApiSendTests
{
    [Fact]
    public async Task Send_WhenAccepted_GivesBothIds()
    {
        var meta = new StubHandler(_ => StubHandler.Json(200, Some.Accepted));

        var outcome = await Send(meta);

        outcome.ShouldBe(new SendOutcome(SendResult.Accepted, "wamid.OUT1", "551187654321"));
        meta.Requests.ShouldHaveSingleItem().Uri.ShouldBe("/v24.0/106540352242922/messages");
    }

    [Fact]
    public async Task Send_WhenReplyingToPhone_WritesTheDocumentedBody()
    {
        var meta = new StubHandler(_ => StubHandler.Json(200, Some.Accepted));

        await Send(meta, Some.Message(new MessageContent("text", """{"body":"Ol\u00e1","preview_url":true}"""), replyTo: "wamid.IN1"));

        var body = meta.Requests.ShouldHaveSingleItem().Body;
        JsonNode.DeepEquals(JsonNode.Parse(body), JsonNode.Parse("""
            {"messaging_product":"whatsapp","recipient_type":"individual","to":"+5511987654321","type":"text",
             "text":{"body":"Olá","preview_url":true},"context":{"message_id":"wamid.IN1"},"biz_opaque_callback_data":"msg_1"}
            """)).ShouldBeTrue(body);
        body.ShouldContain("""{"body":"Ol\u00e1","preview_url":true}""");
    }

    [Fact]
    public async Task Send_WhenOnlyUserIdIsKnown_SendsToRecipient()
    {
        var meta = new StubHandler(_ => StubHandler.Json(200, """{"contacts":[{"input":"BR.15","user_id":"BR.15","wa_id":""}],"messages":[{"id":"w"}]}"""));

        var outcome = await Send(meta, Some.Message(phone: null, userId: "BR.15"));

        var body = JsonNode.Parse(meta.Requests.ShouldHaveSingleItem().Body)!;
        body["recipient"]!.GetValue<string>().ShouldBe("BR.15");
        body["to"].ShouldBeNull();
        outcome.RecipientWaId.ShouldBeNull();
    }

    [Fact]
    public async Task Send_WhenReaction_HasNoContext()
    {
        var meta = new StubHandler(_ => StubHandler.Json(200, Some.Accepted));

        await Send(meta, Some.Message(new MessageContent("reaction", """{"message_id":"wamid.IN1","emoji":"👍"}"""), replyTo: "wamid.IN1"));

        JsonNode.Parse(meta.Requests.ShouldHaveSingleItem().Body)!["context"].ShouldBeNull();
    }

    [Fact]
    public async Task Send_WhenVoice_IsAudioThatSaysSo()
    {
        var meta = new StubHandler(_ => StubHandler.Json(200, Some.Accepted));

        await Send(meta, Some.Message(new MessageContent("voice", """{"id":"1479537139650974"}""")));

        var body = JsonNode.Parse(meta.Requests.ShouldHaveSingleItem().Body)!;
        (body["type"]!.GetValue<string>(), body["voice"]).ShouldBe(("audio", null));
        body["audio"]!.ToJsonString().ShouldBe("""{"id":"1479537139650974","voice":true}""");
    }

    [Fact]
    public async Task Send_Always_AuthorizesAndNamesItself()
    {
        HttpRequestMessage? seen = null;
        var meta = new StubHandler(request =>
        {
            seen = request;
            return StubHandler.Json(200, Some.Accepted);
        });

        await Send(meta);

        seen!.Headers.Authorization!.ToString().ShouldBe("Bearer EAAtoken");
        seen.Headers.UserAgent.ToString().ShouldBe("OrleansWa/1.0");
        seen.Content!.Headers.ContentType!.ToString().ShouldBe("application/json");
    }

    [Theory]
    [InlineData(400, 130429, ErrorAction.Wait, ErrorScope.Channel, 5)]
    [InlineData(429, 130429, ErrorAction.Wait, ErrorScope.Channel, 5)]
    [InlineData(400, 131056, ErrorAction.Wait, ErrorScope.Pair, 6)]
    [InlineData(400, 131049, ErrorAction.Wait, ErrorScope.Message, 86400)]
    [InlineData(401, 190, ErrorAction.Fix, ErrorScope.Channel, null)]
    [InlineData(400, 131047, ErrorAction.GiveUp, ErrorScope.Message, null)]
    [InlineData(500, 131047, ErrorAction.GiveUp, ErrorScope.Message, null)]
    [InlineData(500, 131000, ErrorAction.Retry, ErrorScope.Message, null)]
    [InlineData(500, 999999, ErrorAction.Retry, ErrorScope.Message, null)]
    [InlineData(400, 999999, ErrorAction.GiveUp, ErrorScope.Message, null)]
    [InlineData(200, 131026, ErrorAction.GiveUp, ErrorScope.Message, null)]
    public async Task Send_WhenMetaRefuses_FollowsTheCode(int status, int code, ErrorAction action, ErrorScope scope, int? waitSeconds)
    {
        var outcome = await Send(new StubHandler(_ => StubHandler.Error(status, code)));

        outcome.Result.ShouldBe(SendResult.Rejected);
        (outcome.Action, outcome.Scope).ShouldBe((action, scope));
        outcome.RetryAfter.ShouldBe(waitSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
        outcome.Error!.Code.ShouldBe($"{code}");
        outcome.Error.Title.ShouldBe($"(#{code}) said");
        outcome.Error.Details.ShouldBe("the details");
        outcome.Error.Remedy.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(408)]
    [InlineData(200)]
    public async Task Send_WhenGatewayAnswersHtml_IsUnknownUnlessSurelyRefused(int status)
    {
        var outcome = await Send(new StubHandler(_ => StubHandler.Html(status)));

        outcome.Result.ShouldBe(SendResult.Unknown);
        outcome.Error!.Code.ShouldBe("answer_unreadable");
    }

    [Theory]
    [InlineData(302, ErrorAction.Retry, ErrorScope.Message)]
    [InlineData(403, ErrorAction.Retry, ErrorScope.Message)]
    [InlineData(404, ErrorAction.Retry, ErrorScope.Message)]
    [InlineData(429, ErrorAction.Wait, ErrorScope.Channel)]
    public async Task Send_WhenGatewayRefuses_IsRejected(int status, ErrorAction action, ErrorScope scope)
    {
        var outcome = await Send(new StubHandler(_ => StubHandler.Html(status)));

        (outcome.Result, outcome.Action, outcome.Scope).ShouldBe((SendResult.Rejected, action, scope));
        outcome.Error!.Code.ShouldBe($"http_{status}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"messages":[]}""")]
    [InlineData("""{"messages":[{}]}""")]
    [InlineData("""{"messages":[{"id":""}]}""")]
    [InlineData("""{"messages":{"id":"wamid.X"}}""")]
    [InlineData("""{"messages":[{"id":"wamid.X"}]""")]
    [InlineData("""{"success":true}""")]
    public async Task Send_WhenSuccessHasNoId_IsUnknown(string body)
    {
        var outcome = await Send(new StubHandler(_ => StubHandler.Json(200, body)));

        outcome.Result.ShouldBe(SendResult.Unknown);
    }

    [Theory]
    [InlineData(500, SendResult.Unknown)]
    [InlineData(400, SendResult.Rejected)]
    public async Task Send_WhenErrorHasNoCode_FollowsTheStatus(int status, SendResult result)
    {
        var outcome = await Send(new StubHandler(_ => StubHandler.Json(status, """{"error":{"message":"something"}}""")));

        outcome.Result.ShouldBe(result);
    }

    [Fact]
    public async Task Send_WhenMetaNamesALongerWait_TakesIt()
    {
        var outcome = await Send(new StubHandler(_ =>
        {
            var response = StubHandler.Error(429, 130429);
            response.Headers.Add("Retry-After", "90");
            return response;
        }));

        outcome.RetryAfter.ShouldBe(TimeSpan.FromSeconds(90));
    }

    [Fact]
    public async Task Send_WhenAnswerIsTooLarge_IsUnknown()
    {
        var outcome = await Send(new StubHandler(_ => StubHandler.Json(200, new string(' ', (1024 * 1024) + 1))));

        outcome.Result.ShouldBe(SendResult.Unknown);
    }

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError)]
    [InlineData(HttpRequestError.ConnectionError)]
    [InlineData(HttpRequestError.SecureConnectionError)]
    public async Task Send_WhenMetaIsNotReached_IsRejectedAndTheChannelWaits(HttpRequestError error)
    {
        var outcome = await Send(new StubHandler((_, _) => throw new HttpRequestException(error)));

        (outcome.Result, outcome.Action, outcome.Scope).ShouldBe((SendResult.Rejected, ErrorAction.Wait, ErrorScope.Channel));
        outcome.Error!.Details.ShouldBe(error.ToString());
    }

    [Theory]
    [InlineData(HttpRequestError.Unknown)]
    [InlineData(HttpRequestError.ResponseEnded)]
    [InlineData(HttpRequestError.InvalidResponse)]
    public async Task Send_WhenConnectionBreaksAfterSending_IsUnknown(HttpRequestError error)
    {
        var outcome = await Send(new StubHandler((_, _) => throw new HttpRequestException(error)));

        outcome.Result.ShouldBe(SendResult.Unknown);
        outcome.Error!.Code.ShouldBe("no_answer");
    }

    [Fact]
    public async Task Send_WhenHandlerThrowsAnything_NeverThrows()
    {
        var outcome = await Send(new StubHandler((_, _) => throw new InvalidOperationException("bug")));

        outcome.Result.ShouldBe(SendResult.Unknown);
    }

    [Fact]
    public async Task Send_WhenNoAnswerWithin30Seconds_IsUnknown()
    {
        var time = new ManualTimeProvider();
        var never = new TaskCompletionSource<HttpResponseMessage>();
        var meta = new StubHandler((_, ct) => never.Task.WaitAsync(ct));

        var send = Some.Connector(meta, time).Send(Some.Account, Some.Message(), CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(29.9));
        send.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(0.1));
        var outcome = await send;

        outcome.Result.ShouldBe(SendResult.Unknown);
        outcome.Error!.Details.ShouldBe("no answer within 30 s");
    }

    [Fact]
    public async Task Send_WhenBodyWasNeverRead_IsRejectedEvenOnTimeout()
    {
        var time = new ManualTimeProvider();
        var send = Some.Connector(new WaitingForConnection(), time).Send(Some.Account, Some.Message(), CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(30));
        var outcome = await send;

        (outcome.Result, outcome.Action).ShouldBe((SendResult.Rejected, ErrorAction.Wait));
    }

    [Fact]
    public async Task Send_WhenCancelledBefore_Throws()
    {
        var meta = new StubHandler(_ => StubHandler.Json(200, Some.Accepted));

        await Should.ThrowAsync<OperationCanceledException>(
            Some.Connector(meta).Send(Some.Account, Some.Message(), new CancellationToken(canceled: true)));

        meta.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_WhenCancelledBeforeTheBodyIsRead_Throws()
    {
        using var stop = new CancellationTokenSource();
        var send = Some.Connector(new WaitingForConnection()).Send(Some.Account, Some.Message(), stop.Token);
        stop.Cancel();

        await Should.ThrowAsync<OperationCanceledException>(send);
    }

    [Fact]
    public async Task Send_WhenCancelledAfterTheBodyIsRead_IsUnknown()
    {
        using var stop = new CancellationTokenSource();
        var never = new TaskCompletionSource<HttpResponseMessage>();
        var send = Some.Connector(new StubHandler((_, ct) => never.Task.WaitAsync(ct))).Send(Some.Account, Some.Message(), stop.Token);
        stop.Cancel();

        (await send).Result.ShouldBe(SendResult.Unknown);
    }

    [Theory]
    [InlineData("text", "not json")]
    [InlineData("text", "")]
    [InlineData("poll", "{}")]
    public async Task Send_WhenContentCannotBeSent_GivesUpWithoutACall(string type, string json)
    {
        var meta = new StubHandler(_ => StubHandler.Json(200, Some.Accepted));

        var outcome = await Send(meta, Some.Message(new MessageContent(type, json)));

        (outcome.Result, outcome.Action).ShouldBe((SendResult.Rejected, ErrorAction.GiveUp));
        meta.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_WhenThereIsNoRecipient_GivesUpWithoutACall()
    {
        var outcome = await Send(new StubHandler(_ => StubHandler.Json(200, Some.Accepted)), Some.Message(phone: null));

        (outcome.Result, outcome.Action).ShouldBe((SendResult.Rejected, ErrorAction.GiveUp));
    }

    [Theory]
    [InlineData("106540352242922", "bad\ntoken")]
    [InlineData("106540352242922", "")]
    [InlineData("../me", "EAAtoken")]
    [InlineData("", "EAAtoken")]
    public async Task Send_WhenAccountIsMalformed_AsksToFixTheChannel(string number, string token)
    {
        var meta = new StubHandler(_ => StubHandler.Json(200, Some.Accepted));

        var outcome = await Some.Connector(meta).Send(new ConnectorAccount(number, "1", token), Some.Message(), CancellationToken.None);

        (outcome.Result, outcome.Action, outcome.Scope).ShouldBe((SendResult.Rejected, ErrorAction.Fix, ErrorScope.Channel));
        meta.Requests.ShouldBeEmpty();
    }

    private static Task<SendOutcome> Send(StubHandler meta, ConnectorMessage? message = null) =>
        Some.Connector(meta).Send(Some.Account, message ?? Some.Message(), CancellationToken.None);

    /// <summary>A transport that never gets a connection.</summary>
    private sealed class WaitingForConnection : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            await new TaskCompletionSource<HttpResponseMessage>().Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }
}
