using OrleansWa.Contracts.Messages;

namespace OrleansWa.Rules.Tests.Connectors;

public sealed class WebhookStatusTests
{
    [Fact]
    public void Parse_WhenSampleOfTheReference_ReadsEverything()
    {
        var status = Webhook.Status("""
            {"id":"wamid.OUT1","status":"delivered","timestamp":"1760000100","recipient_id":"551198765432","recipient_user_id":"BR.1502576394655843",
             "biz_opaque_callback_data":"msg_77","conversation":{"id":"6ceb","origin":{"type":"utility"}},
             "pricing":{"billable":true,"pricing_model":"PMP","type":"regular","category":"utility"}}
            """);

        status.AccountId.ShouldBe(Webhook.Number);
        status.WhatsAppId.ShouldBe("wamid.OUT1");
        status.Status.ShouldBe(MessageStatus.Delivered);
        status.Timestamp.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1760000100));
        status.MessageId.ShouldBe("msg_77");
        status.Error.ShouldBeNull();
    }

    [Theory]
    [InlineData("\"sent\"", MessageStatus.Sent)]
    [InlineData("\"delivered\"", MessageStatus.Delivered)]
    [InlineData("\"read\"", MessageStatus.Read)]
    [InlineData("\"played\"", MessageStatus.Played)]
    [InlineData("\"failed\"", MessageStatus.Failed)]
    [InlineData("\"warning\"", MessageStatus.Unknown)]
    [InlineData("\"Sent\"", MessageStatus.Unknown)]
    [InlineData("5", MessageStatus.Unknown)]
    [InlineData("null", MessageStatus.Unknown)]
    public void Parse_WhenWordOfAStatus_MapsIt(string word, MessageStatus expected) =>
        Webhook.Status($$"""{"id":"w","status":{{word}}}""").Status.ShouldBe(expected);

    [Fact]
    public void Parse_WhenFailed_CarriesTheErrorWithOurRemedy()
    {
        var status = Webhook.Status("""
            {"id":"w","status":"failed","timestamp":1760000100,"errors":[{"code":131047,"title":"Re-engagement message","message":"Re-engagement message",
             "error_data":{"details":"More than 24 hours have passed."},"href":"https://x"},{"code":1}]}
            """);

        status.Error.ShouldBe(new MessageError("131047", "Re-engagement message", "More than 24 hours have passed.", "Send an approved template instead."));
        status.Timestamp.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1760000100));
    }

    [Theory]
    [InlineData("""[{"code":"131026"}]""", "131026", "Undeliverable")]
    [InlineData("""[{"code":555000,"message":"new"}]""", "555000", "new")]
    public void Parse_WhenErrorIsSparse_FillsFromTheTable(string errors, string code, string title)
    {
        var error = Webhook.Status($$"""{"id":"w","status":"failed","errors":{{errors}}}""").Error!;

        (error.Code, error.Title, error.Details).ShouldBe((code, title, string.Empty));
        error.Remedy.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("[5]")]
    [InlineData("[{}]")]
    [InlineData("""{"code":1}""")]
    public void Parse_WhenErrorsSayNothing_HasNoError(string errors) =>
        Webhook.Status($$"""{"id":"w","status":"failed","errors":{{errors}}}""").Error.ShouldBeNull();

    [Theory]
    [InlineData("""{"status":"sent"}""")]
    [InlineData("""{"id":null,"status":"sent"}""")]
    [InlineData("7")]
    public void Parse_WhenStatusHasNoId_IsKept(string element)
    {
        var batch = Webhook.Parse(Webhook.Body(Webhook.Value(statuses: $$"""{{element}},{"id":"w","status":"read"}""")));

        batch.Statuses.ShouldHaveSingleItem().Status.ShouldBe(MessageStatus.Read);
        var kept = batch.Others.ShouldHaveSingleItem();
        (kept.Field, kept.Json).ShouldBe(("statuses", element));
    }

    [Fact]
    public void Parse_WhenErrorTextIsHuge_CutsItBetweenCharacters()
    {
        var error = Webhook.Status($$"""{"id":"w","status":"failed","errors":[{"code":1,"title":"x{{string.Concat(Enumerable.Repeat("👍", 2000))}}"}]}""").Error!;

        error.Title.Length.ShouldBe(999);
        char.IsLowSurrogate(error.Title[^1]).ShouldBeTrue();
    }
}
