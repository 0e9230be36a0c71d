using System.Text;
using OrleansWa.Connectors.CloudApi;

namespace OrleansWa.Rules.Tests.Connectors;

public sealed class WebhookBatchTests
{
    [Fact]
    public void Parse_WhenBodyHoldsSeveralOfEverything_HandlesAllInOrder()
    {
        var batch = Webhook.Parse("""
            {"object":"whatsapp_business_account","entry":[
              {"id":"W1","changes":[
                {"field":"messages","value":{"metadata":{"phone_number_id":"N1"},"messages":[{"id":"1","from":"5511987654321"},{"id":"2","from":"5511987654321"}],"statuses":[{"id":"a","status":"sent"}]}},
                {"field":"account_update","value":{"event":"ACCOUNT_DELETED"}},
                {"field":"messages","value":{"metadata":{"phone_number_id":"N2"},"statuses":[{"id":"b","status":"sent"},{"id":"c","status":"read"}]}}]},
              {"id":"W2","time":1751247548,"changes":[
                {"field":"messages","value":{"metadata":{"phone_number_id":"N3"},"messages":[{"id":"3","from":"5511987654321","from_user_id":"BR.1"}]}}]}]}
            """);

        batch.Messages.Select(message => (message.AccountId, message.WhatsAppId)).ShouldBe([("N1", "1"), ("N1", "2"), ("N3", "3")]);
        batch.Statuses.Select(status => (status.AccountId, status.WhatsAppId)).ShouldBe([("N1", "a"), ("N2", "b"), ("N2", "c")]);
        batch.Others.ShouldHaveSingleItem().Field.ShouldBe("account_update");
        batch.Messages[2].Sender.Aliases[0].Account.ShouldBe("W2");
    }

    // Samples of reference 2.7 and 2.8.
    [Theory]
    [InlineData("message_template_status_update", """{"event":"APPROVED","message_template_id":1689556908129832,"reason":null}""", null)]
    [InlineData("phone_number_quality_update", """{"display_phone_number":"1","event":"THROUGHPUT_UPGRADE"}""", null)]
    [InlineData("account_update", """{"event":"DISABLED_UPDATE","ban_info":{"waba_ban_state":"DISABLE"}}""", null)]
    [InlineData("user_preferences", """{"metadata":{"phone_number_id":"5"},"user_preferences":[{"wa_id":"1","value":"stop"}]}""", "5")]
    [InlineData("smb_message_echoes", """{"metadata":{"phone_number_id":"5"},"message_echoes":{"from":"1"}}""", "5")]
    [InlineData("history", """{"metadata":{"phone_number_id":"5"},"messages":[{"id":"wamid.H","from":"5511987654321"}]}""", "5")]
    [InlineData("field_of_2030", "[1,2]", null)]
    [InlineData("messages", "5", null)]
    [InlineData("messages", "null", null)]
    public void Parse_WhenFieldIsNotForConversations_KeepsTheWholeChange(string field, string value, string? number)
    {
        var batch = Webhook.Parse(Webhook.Body(value, field));

        batch.Messages.ShouldBeEmpty();
        var kept = batch.Others.ShouldHaveSingleItem();
        (kept.Field, kept.AccountId, kept.BusinessAccountId).ShouldBe((field, number, Webhook.Account));
        kept.Json.ShouldBe($$"""{"field":"{{field}}","value":{{value}}}""");
    }

    [Fact]
    public void Parse_WhenMessagesFieldHoldsMore_KeepsEachItem()
    {
        var batch = Webhook.Parse(Webhook.Body(Webhook.Value(
            messages: """{"id":"w","from":"551198765432"}""",
            more: """ "errors":[{"code":130429},{"code":1}],"user_actions":[{"action_type":"x"}],"groups":{"a":1},"new_word":"ignored" """)));

        batch.Messages.Length.ShouldBe(1);
        batch.Others.Select(other => (other.Field, other.Json)).ShouldBe(
            [("errors", """{"code":130429}"""), ("errors", """{"code":1}"""), ("user_actions", """{"action_type":"x"}"""), ("groups", """{"a":1}""")]);
    }

    [Fact]
    public void Parse_WhenFieldNameIsMissing_ReadsByMembers()
    {
        var batch = Webhook.Parse("""{"entry":[{"id":"1","changes":[{"value":{"metadata":{"phone_number_id":"2"},"statuses":[{"id":"w","status":"sent"}]}}]}]}""");

        batch.Statuses.Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("[]", "body")]
    [InlineData("5", "body")]
    [InlineData("null", "body")]
    [InlineData("{}", "body")]
    [InlineData("""{"entry":{}}""", "body")]
    [InlineData("""{"entry":[5]}""", "entry")]
    [InlineData("""{"entry":[{"id":"1","messaging":[]}]}""", "entry")]
    [InlineData("""{"entry":[{"id":"1","changes":[null]}]}""", "change")]
    [InlineData("""{"entry":[{"id":"1","changes":[{"field":7}]}]}""", "7")]
    [InlineData("""{"entry":[{"changes":[{"field":"messages","value":{"messages":{"a":1}}}]}]}""", "messages")]
    [InlineData("""{"entry":[{"changes":[{"field":"messages","value":{"statuses":{"a":1}}}]}]}""", "statuses")]
    public void Parse_WhenShapeIsStrange_KeepsWhatItCannotRead(string body, string field) =>
        Webhook.Parse(body).Others.ShouldHaveSingleItem().Field.ShouldBe(field);

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("""{"entry":[],}""")]
    public void Parse_WhenBodyIsNoJson_SaysWhy(string body)
    {
        var result = CloudApiWebhookParser.Parse(Encoding.UTF8.GetBytes(body), "app", null);

        result.Batch.ShouldBeNull();
        result.Failure!.ShouldStartWith("The body is not JSON");
    }

    [Fact]
    public void Parse_WhenNestingIsTooDeep_SaysWhy()
    {
        var body = $$"""{"entry":{{new string('[', 100)}}{{new string(']', 100)}}}""";

        CloudApiWebhookParser.Parse(Encoding.UTF8.GetBytes(body), "app", null).Failure.ShouldNotBeNull();
    }

    [Fact]
    public void Parse_WhenBodyIsReused_BatchKeepsItsOwnCopy()
    {
        var bytes = Encoding.UTF8.GetBytes(Webhook.Body(Webhook.Value("""{"id":"wamid.A","from":"551198765432","type":"text","text":{"body":"oi"}}""")));
        var batch = CloudApiWebhookParser.Parse(bytes, "app", null).Batch!;

        Array.Clear(bytes);

        batch.Messages[0].Text.ShouldBe("oi");
        batch.Messages[0].Json.ShouldContain("wamid.A");
    }
}
