using OrleansWa.Contracts.Channels;

namespace OrleansWa.Rules.Tests.Connectors;

public sealed class WebhookMessageTests
{
    private const string Common = """ "from":"551198765432","id":"wamid.A","timestamp":"1760000000" """;

    // Samples of reference 2.5.
    [Theory]
    [InlineData("text", """ "text":{"body":"Oi, tem na cor azul?"} """, "Oi, tem na cor azul?", null)]
    [InlineData("text", """ "text":{"body":"a\u00e7\u00e3o \ud83d\udc4d"} """, "ação 👍", null)]
    [InlineData("image", """ "image":{"caption":"veja","mime_type":"image/jpeg","sha256":"x=","id":"1003383421387256","url":"https://lookaside.fbsbx.com/?mid=1"} """, "veja", null)]
    [InlineData("video", """ "video":{"caption":"olhe","id":"1"} """, "olhe", null)]
    [InlineData("image", """ "image":{"id":"1"} """, null, null)]
    [InlineData("audio", """ "audio":{"mime_type":"audio/ogg; codecs=opus","id":"1","voice":true} """, null, null)]
    [InlineData("document", """ "document":{"caption":"NF 123","filename":"nf123.pdf","id":"1"} """, "NF 123", null)]
    [InlineData("sticker", """ "sticker":{"mime_type":"image/webp","id":"1","animated":false} """, null, null)]
    [InlineData("location", """ "location":{"latitude":-23.5615,"longitude":-46.6559,"name":"MASP"} """, null, null)]
    [InlineData("contacts", """ "contacts":[{"name":{"formatted_name":"Bia Lima"}}] """, null, null)]
    [InlineData("interactive", """ "interactive":{"type":"button_reply","button_reply":{"id":"confirmar","title":"Confirmar"}} """, "Confirmar", "confirmar")]
    [InlineData("interactive", """ "interactive":{"type":"list_reply","list_reply":{"id":"sedex","title":"Sedex","description":"1 a 2 dias"}} """, "Sedex", "sedex")]
    [InlineData("interactive", """ "interactive":{"type":"nfm_reply","nfm_reply":{"name":"flow","body":"Sent","response_json":"{}"}} """, null, null)]
    [InlineData("button", """ "button":{"payload":"PARAR","text":"Parar promoções"} """, "Parar promoções", "PARAR")]
    [InlineData("reaction", """ "reaction":{"message_id":"wamid.OUT3","emoji":"👍"} """, null, null)]
    [InlineData("reaction", """ "reaction":{"message_id":"wamid.OUT3"} """, null, null)]
    [InlineData("order", """ "order":{"catalog_id":"1948","text":"obrigada","product_items":[]} """, "obrigada", null)]
    [InlineData("system", """ "system":{"body":"User Ana changed","wa_id":"551191112222","type":"customer_identity_changed"} """, null, null)]
    [InlineData("edit", """ "edit":{"original_message_id":"wamid.A","message":{"type":"text","text":{"body":"corrigido"}}} """, null, null)]
    [InlineData("revoke", """ "revoke":{"original_message_id":"wamid.A"} """, null, null)]
    [InlineData("something_new", """ "something_new":{"x":1} """, null, null)]
    [InlineData("text", """ "text":{"body":42} """, "42", null)]
    [InlineData("text", """ "text":null """, null, null)]
    [InlineData("text", """ "text":"flat" """, null, null)]
    public void Parse_WhenMessageOfAType_TakesTextAndChoice(string type, string member, string? text, string? choice)
    {
        var element = $$"""{{{Common}},"type":"{{type}}",{{member}}}""";

        var message = Webhook.Message(element);

        message.Type.ShouldBe(type);
        message.Text.ShouldBe(text);
        message.ChoiceId.ShouldBe(choice);
        message.Unsupported.ShouldBeFalse();
        message.Json.ShouldBe(element);
        message.AccountId.ShouldBe(Webhook.Number);
        message.WhatsAppId.ShouldBe("wamid.A");
        message.Timestamp.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1760000000));
        message.Sender.RawPhone.ShouldBe("551198765432");
        message.Sender.Name.ShouldBe("Ana Souza");
    }

    [Theory]
    [InlineData(""" "type":"unsupported","unsupported":{"type":"poll"},"errors":[{"code":131051,"title":"Message type unknown"}] """, "unsupported")]
    [InlineData(""" "type":"unsupported","errors":[{"code":131060,"title":"This message is unavailable"}] """, "unsupported")]
    [InlineData(""" "type":"unknown","errors":[{"code":131051}] """, "unknown")]
    [InlineData(""" "type":"image","errors":[{"code":131052}] """, "image")]
    [InlineData(""" "type":"image","image":null,"errors":[{"code":131052}] """, "image")]
    [InlineData(""" "errors":[{"code":131051}] """, "unknown")]
    [InlineData(""" "type":null """, "unknown")]
    public void Parse_WhenContentIsMissing_IsUnsupported(string members, string type)
    {
        var message = Webhook.Message($$"""{{{Common}},{{members}}}""");

        message.Unsupported.ShouldBeTrue();
        message.Type.ShouldBe(type);
        message.Text.ShouldBeNull();
    }

    [Fact]
    public void Parse_WhenContentComesWithErrors_IsSupported() =>
        Webhook.Message($$"""{{{Common}},"type":"image","image":{"id":"1"},"errors":[{"code":131052}]}""").Unsupported.ShouldBeFalse();

    [Theory]
    [InlineData("\"1760000000\"", 1760000000L)]
    [InlineData("1760000000", 1760000000L)]
    [InlineData("\"\"", null)]
    [InlineData("\"soon\"", null)]
    [InlineData("null", null)]
    [InlineData("-5", null)]
    [InlineData("0", null)]
    [InlineData("1e99", null)]
    [InlineData("99999999999999", null)]
    [InlineData("[]", null)]
    public void Parse_WhenTimestampHasAnyForm_NeverFails(string timestamp, long? seconds)
    {
        var message = Webhook.Message($$"""{"from":"551198765432","id":"w","timestamp":{{timestamp}},"type":"text","text":{"body":"a"} }""");

        (message.Timestamp?.ToUnixTimeSeconds()).ShouldBe(seconds);
    }

    [Fact]
    public void Parse_WhenTextHasNul_DropsItEverywhereButKeepsOtherEscapes()
    {
        var message = Webhook.Message($$"""{{{Common}},"type":"text","text":{"body":"a\u0000b\\u0000 \u00e7"} }""");

        message.Text.ShouldBe("""ab\u0000 ç""");
        message.Json.ShouldEndWith("""{"body":"ab\\u0000 \u00e7"} }""");
    }

    [Fact]
    public void Parse_WhenTextHasHalfAPair_ReplacesIt() =>
        Webhook.Message($$"""{{{Common}},"type":"text","text":{"body":"a\ud83d"} }""").Text.ShouldBe("a\uFFFD");

    [Theory]
    [InlineData("""{"from":"551198765432","type":"text"}""")]
    [InlineData("""{"id":"","from":"551198765432"}""")]
    [InlineData("""{"id":{},"from":"551198765432"}""")]
    [InlineData("\"text\"")]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("{}")]
    [InlineData("""{"id":"wamid.G","from":"551198765432","group_id":"g1","type":"text","text":{"body":"oi"}}""")]
    public void Parse_WhenElementCannotBeUsed_IsKeptAndItsNeighbourRead(string element)
    {
        var good = $$"""{{{Common}},"type":"text","text":{"body":"a"} }""";

        var batch = Webhook.Parse(Webhook.Body(Webhook.Value(messages: $"{element},{good}")));

        batch.Messages.ShouldHaveSingleItem().WhatsAppId.ShouldBe("wamid.A");
        var kept = batch.Others.ShouldHaveSingleItem();
        kept.Json.ShouldBe(element);
        (kept.AccountId, kept.BusinessAccountId, kept.Field).ShouldBe((Webhook.Number, Webhook.Account, "messages"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("\"x\"")]
    [InlineData("""{"phone_number_id":""}""")]
    public void Parse_WhenChangeNamesNoNumber_KeepsItsMessages(string metadata)
    {
        var batch = Webhook.Parse(Webhook.Body($$"""{"metadata":{{metadata}},"messages":[{"id":"w","from":"5511"}],"statuses":[{"id":"w","status":"sent"}]}"""));

        batch.Messages.ShouldBeEmpty();
        batch.Statuses.ShouldBeEmpty();
        batch.Others.Select(other => other.Field).ShouldBe(["messages", "statuses"]);
    }

    [Fact]
    public void Parse_WhenIdsAreNumbers_ReadsThem()
    {
        var batch = Webhook.Parse("""{"entry":[{"id":12,"changes":[{"field":"messages","value":{"metadata":{"phone_number_id":34},"messages":[{"id":56,"from":5511987654321,"type":"text","text":{"body":"a"}}]}}]}]}""");

        var message = batch.Messages.ShouldHaveSingleItem();
        (message.AccountId, message.WhatsAppId, message.Sender.RawPhone).ShouldBe(("34", "56", "5511987654321"));
    }

    [Fact]
    public void Parse_Always_NamesConnectorAppAndTrace()
    {
        var batch = Webhook.Parse("""{"object":"whatsapp_business_account","entry":[]}""");

        (batch.Connector, batch.App, batch.TraceId).ShouldBe((ConnectorKind.CloudApi, "_platform", "trace-1"));
        (batch.Messages.Length + batch.Statuses.Length + batch.Others.Length).ShouldBe(0);
    }
}
