using System.Text.Json;
using OrleansWa.Connectors.CloudApi;
using OrleansWa.Contracts.Messages;

namespace OrleansWa.Rules.Tests.Connectors;

public sealed class ContentRulesTests
{
    // Samples of the reference, 3.2 to 3.4.
    [Theory]
    [InlineData("text", """{"preview_url":true,"body":"Veja https://exemplo.com.br"}""")]
    [InlineData("image", """{"id":"1479537139650973","caption":"azul"}""")]
    [InlineData("video", """{"link":"https://cdn.exemplo.com.br/v.mp4","caption":"demo"}""")]
    [InlineData("audio", """{"id":"1479537139650974","voice":true}""")]
    [InlineData("voice", """{"link":"https://clinica.example/aviso.ogg"}""")]
    [InlineData("document", """{"link":"https://cdn.exemplo.com.br/nf.pdf","filename":"nf123.pdf","caption":"NF 123"}""")]
    [InlineData("sticker", """{"id":"1479537139650975"}""")]
    [InlineData("location", """{"latitude":"-23.5615","longitude":"-46.6559","name":"MASP","address":"Av. Paulista 1578"}""")]
    [InlineData("location", """{"latitude":-23.5615,"longitude":-46.6559}""")]
    [InlineData("reaction", """{"message_id":"wamid.IN1","emoji":"👍"}""")]
    [InlineData("reaction", """{"message_id":"wamid.IN1","emoji":"👨‍👩‍👧‍👦"}""")]
    [InlineData("reaction", """{"message_id":"wamid.IN1","emoji":""}""")]
    [InlineData("contacts", """
        [{"name":{"formatted_name":"Bia Lima","first_name":"Bia","last_name":"Lima"},"phones":[{"phone":"+5511987654321","type":"CELL","wa_id":"5511987654321"}],
          "emails":[{"email":"bia@exemplo.com.br","type":"WORK"}],"addresses":[{"street":"Rua A 1","city":"São Paulo","country_code":"br","type":"HOME"}],
          "org":{"company":"Exemplo"},"urls":[{"url":"https://exemplo.com.br","type":"WORK"}],"birthday":"1990-05-20"}]
        """)]
    [InlineData("interactive", """
        {"type":"button","header":{"type":"text","text":"Pedido 77"},"body":{"text":"Confirma a entrega?"},"footer":{"text":"Loja Exemplo"},
         "action":{"buttons":[{"type":"reply","reply":{"id":"sim","title":"Sim"}},{"type":"reply","reply":{"id":"nao","title":"Não"}}]}}
        """)]
    [InlineData("interactive", """
        {"type":"list","header":{"type":"text","text":"Frete"},"body":{"text":"Escolha"},"footer":{"text":"Loja Exemplo"},
         "action":{"button":"Ver opções","sections":[
          {"title":"Rápido","rows":[{"id":"sedex","title":"Sedex","description":"1 a 2 dias"}]},
          {"title":"Barato","rows":[{"id":"pac","title":"PAC","description":"5 a 8 dias"}]}]}}
        """)]
    [InlineData("interactive", """{"type":"list","body":{"text":"Escolha"},"action":{"button":"Ver","sections":[{"rows":[{"id":"a","title":"A"}]}]}}""")]
    [InlineData("interactive", """
        {"type":"cta_url","header":{"type":"image","image":{"link":"https://x.br/i.png"}},"body":{"text":"Pague aqui"},
         "action":{"name":"cta_url","parameters":{"display_text":"Abrir","url":"https://exemplo.com.br/p/77"}}}
        """)]
    [InlineData("interactive", """{"type":"location_request_message","body":{"text":"Onde você está?"},"action":{"name":"send_location"}}""")]
    [InlineData("interactive", """
        {"type":"flow","body":{"text":"Cadastro"},"action":{"name":"flow","parameters":{"flow_message_version":"3","flow_token":"T1","flow_id":"123",
         "flow_cta":"Abrir","flow_action":"navigate","flow_action_payload":{"screen":"INICIO","data":{"nome":"Ana"}}}}}
        """)]
    [InlineData("template", """{"name":"hello_world","language":{"code":"en_US"}}""")]
    [InlineData("template", """
        {"name":"pedido_enviado","language":{"code":"pt_BR"},"components":[
          {"type":"header","parameters":[{"type":"image","image":{"link":"https://cdn.exemplo.com.br/h.png"}}]},
          {"type":"body","parameters":[{"type":"text","text":"Ana"},
            {"type":"currency","currency":{"fallback_value":"R$ 100,99","code":"BRL","amount_1000":100990}},
            {"type":"date_time","date_time":{"fallback_value":"12 de outubro"}}]},
          {"type":"button","sub_type":"quick_reply","index":"0","parameters":[{"type":"payload","payload":"RASTREAR-77"}]},
          {"type":"button","sub_type":"url","index":1,"parameters":[{"type":"text","text":"77?x=1"}]}]}
        """)]
    [InlineData("template", """
        {"name":"oferta","language":{"code":"pt_BR"},"components":[
          {"type":"BODY","parameters":[{"type":"text","parameter_name":"nome","text":"Ana"}]},
          {"type":"limited_time_offer","parameters":[{"type":"limited_time_offer","limited_time_offer":{"expiration_time_ms":1760000000000}}]},
          {"type":"button","sub_type":"COPY_CODE","index":"0","parameters":[{"type":"coupon_code","coupon_code":"PROMO10"}]},
          {"type":"button","sub_type":"flow","index":"1","parameters":[{"type":"action","action":{"flow_token":"T1"}}]},
          {"type":"carousel","cards":[
            {"card_index":0,"components":[{"type":"header","parameters":[{"type":"image","image":{"id":"1"}}]}]},
            {"card_index":1,"components":[{"type":"header","parameters":[{"type":"video","video":{"id":"2"}}]}]}]}]}
        """)]
    public void Validate_WhenSampleOfTheReference_FindsNothing(string type, string json) => Validate(type, json).ShouldBeEmpty();

    [Theory]
    [InlineData("text", "{}", "text.body")]
    [InlineData("text", """{"body":"  "}""", "text.body")]
    [InlineData("text", """{"body":null}""", "text.body")]
    [InlineData("text", """{"body":5}""", "text.body")]
    [InlineData("text", """{"body":"a","preview_url":"true"}""", "text.preview_url")]
    [InlineData("text", "[]", "text")]
    [InlineData("text", "null", "text")]
    [InlineData("text", "{", "text")]
    [InlineData("text", "", "text")]
    [InlineData("text", """{"body":"a\u0000b"}""", "text")]
    [InlineData("text", """{"body":"a\ud800"}""", "text")]
    [InlineData("image", "{}", "image")]
    [InlineData("image", """{"id":"1","link":"https://x.br/a.png"}""", "image")]
    [InlineData("image", """{"id":""}""", "image.id")]
    [InlineData("image", """{"id":7}""", "image.id")]
    [InlineData("image", """{"link":"http://x.br/a.png"}""", "image.link")]
    [InlineData("video", """{"link":"a.mp4"}""", "video.link")]
    [InlineData("audio", """{"id":"1","caption":"no"}""", "audio.caption")]
    [InlineData("audio", """{"id":"1","voice":"yes"}""", "audio.voice")]
    [InlineData("voice", """{"id":"1","caption":"no"}""", "voice.caption")]
    [InlineData("sticker", """{"id":"1","caption":"no"}""", "sticker.caption")]
    [InlineData("document", """{"id":"1","filename":4}""", "document.filename")]
    [InlineData("location", """{"longitude":1}""", "location.latitude")]
    [InlineData("location", """{"latitude":90.1,"longitude":1}""", "location.latitude")]
    [InlineData("location", """{"latitude":"-23,5","longitude":1}""", "location.latitude")]
    [InlineData("location", """{"latitude":"NaN","longitude":1}""", "location.latitude")]
    [InlineData("location", """{"latitude":1,"longitude":-180.5}""", "location.longitude")]
    [InlineData("reaction", """{"emoji":"👍"}""", "reaction.message_id")]
    [InlineData("reaction", """{"message_id":"w"}""", "reaction.emoji")]
    [InlineData("reaction", """{"message_id":"w","emoji":"👍👍"}""", "reaction.emoji")]
    [InlineData("contacts", "{}", "contacts")]
    [InlineData("contacts", "[]", "contacts")]
    [InlineData("contacts", "[5]", "contacts[0]")]
    [InlineData("contacts", """[{"name":{"first_name":"Bia"}}]""", "contacts[0].name.formatted_name")]
    [InlineData("contacts", """[{"name":{"formatted_name":"Bia"}}]""", "contacts[0].name")]
    [InlineData("contacts", """[{"name":{"formatted_name":"B","first_name":"B"},"phones":[{}]}]""", "contacts[0].phones[0].phone")]
    [InlineData("contacts", """[{"name":{"formatted_name":"B","first_name":"B"},"birthday":"20/05/1990"}]""", "contacts[0].birthday")]
    [InlineData("interactive", "{}", "interactive.type")]
    [InlineData("interactive", """{"type":"product"}""", "interactive.type")]
    [InlineData("interactive", """{"type":"location_request_message","body":{"text":"?"}}""", "interactive.action")]
    [InlineData("interactive", """{"type":"location_request_message","action":{"name":"send_location"}}""", "interactive.body")]
    [InlineData("interactive", """{"type":"location_request_message","body":{"text":"?"},"action":{"name":"x"}}""", "interactive.action.name")]
    [InlineData("interactive", """{"type":"location_request_message","footer":{"text":"f"},"body":{"text":"?"},"action":{"name":"send_location"}}""", "interactive.footer")]
    [InlineData("interactive", """{"type":"location_request_message","header":{},"body":{"text":"?"},"action":{"name":"send_location"}}""", "interactive.header")]
    [InlineData("interactive", """{"type":"cta_url","body":{"text":"?"},"action":{"name":"cta_url","parameters":{"display_text":"a","url":"x.br"}}}""", "interactive.action.parameters.url")]
    [InlineData("interactive", """{"type":"cta_url","body":{"text":"?"},"action":{"name":"cta_url"}}""", "interactive.action.parameters")]
    [InlineData("interactive", """{"type":"flow","body":{"text":"?"},"action":{"name":"flow","parameters":{"flow_message_version":"3","flow_cta":"a"}}}""", "interactive.action.parameters")]
    [InlineData("interactive", """{"type":"flow","body":{"text":"?"},"action":{"name":"flow","parameters":{"flow_message_version":"3","flow_id":"1"}}}""", "interactive.action.parameters.flow_cta")]
    [InlineData("interactive", """{"type":"flow","body":{"text":"?"},"action":{"name":"flow","parameters":{"flow_message_version":"3","flow_id":"1","flow_cta":"a","flow_action":"x"}}}""", "interactive.action.parameters.flow_action")]
    [InlineData("template", """{"language":{"code":"pt_BR"}}""", "template.name")]
    [InlineData("template", """{"name":"Olá","language":{"code":"pt_BR"}}""", "template.name")]
    [InlineData("template", """{"name":"a"}""", "template.language")]
    [InlineData("template", """{"name":"a","language":{}}""", "template.language.code")]
    [InlineData("template", """{"name":"a","language":{"code":"pt-BR"}}""", "template.language.code")]
    public void Validate_WhenOneThingIsWrong_NamesItsPath(string type, string json, string field)
    {
        var error = Validate(type, json).ShouldHaveSingleItem();

        error.Field.ShouldBe(field);
        error.Message.ShouldEndWith(".");
    }

    [Theory]
    [InlineData("""{"type":"footer"}""", "template.components[0].type")]
    [InlineData("{}", "template.components[0].type")]
    [InlineData("5", "template.components[0]")]
    [InlineData("""{"type":"header","parameters":[]}""", "template.components[0].parameters")]
    [InlineData("""{"type":"header","parameters":[{"type":"text"}]}""", "template.components[0].parameters[0].text")]
    [InlineData("""{"type":"header","parameters":[{"type":"payload"}]}""", "template.components[0].parameters[0].type")]
    [InlineData("""{"type":"header","parameters":[{"type":"image","image":{}}]}""", "template.components[0].parameters[0].image")]
    [InlineData("""{"type":"header","parameters":[{"type":"location"}]}""", "template.components[0].parameters[0].location")]
    [InlineData("""{"type":"body","parameters":[{"type":"text","text":""}]}""", "template.components[0].parameters[0].text")]
    [InlineData("""{"type":"body","parameters":[{"type":"currency"}]}""", "template.components[0].parameters[0].currency")]
    [InlineData("""{"type":"body","parameters":[{"type":"currency","currency":{"fallback_value":"1","code":"BRL"}}]}""", "template.components[0].parameters[0].currency.amount_1000")]
    [InlineData("""{"type":"body","parameters":[{"type":"date_time","date_time":{}}]}""", "template.components[0].parameters[0].date_time.fallback_value")]
    [InlineData("""{"type":"button","sub_type":"url","parameters":[{"type":"text","text":"1"}]}""", "template.components[0].index")]
    [InlineData("""{"type":"button","sub_type":"url","index":"10","parameters":[{"type":"text","text":"1"}]}""", "template.components[0].index")]
    [InlineData("""{"type":"button","sub_type":"url","index":"1.5","parameters":[{"type":"text","text":"1"}]}""", "template.components[0].index")]
    [InlineData("""{"type":"button","sub_type":"call","index":"0"}""", "template.components[0].sub_type")]
    [InlineData("""{"type":"button","sub_type":"url","index":"0"}""", "template.components[0].parameters")]
    [InlineData("""{"type":"button","sub_type":"url","index":"0","parameters":[{"type":"payload","payload":"1"}]}""", "template.components[0].parameters[0].type")]
    [InlineData("""{"type":"button","sub_type":"copy_code","index":"0","parameters":[{"type":"coupon_code","coupon_code":"123456789012345678901"}]}""", "template.components[0].parameters[0].coupon_code")]
    [InlineData("""{"type":"carousel","cards":[{"card_index":0,"components":[{"type":"body"}]}]}""", "template.components[0].cards")]
    [InlineData("""{"type":"limited_time_offer","parameters":[{"type":"limited_time_offer","limited_time_offer":{}}]}""", "template.components[0].parameters[0].limited_time_offer.expiration_time_ms")]
    public void Validate_WhenComponentIsWrong_NamesItsPath(string component, string field) =>
        Validate("template", $$"""{"name":"a","language":{"code":"pt_BR"},"components":[{{component}}]}""").ShouldHaveSingleItem().Field.ShouldBe(field);

    [Fact]
    public void Validate_WhenCarouselIsInACarousel_Refuses() =>
        Validate("template", """
            {"name":"a","language":{"code":"pt_BR"},"components":[{"type":"carousel","cards":[
              {"card_index":0,"components":[{"type":"body"}]},{"card_index":1,"components":[{"type":"carousel","cards":[]}]}]}]}
            """).ShouldHaveSingleItem().Field.ShouldBe("template.components[0].cards[1].components[0].type");

    [Theory]
    [InlineData("poll")]
    [InlineData("")]
    [InlineData("Text")]
    [InlineData("messaging_product")]
    public void Validate_WhenTypeIsUnknown_SaysWhatIsSupported(string type)
    {
        var error = Validate(type, "{}").ShouldHaveSingleItem();

        error.Field.ShouldBe("type");
        error.Message.ShouldContain("not supported");
        error.Message.ShouldContain("interactive, template");
    }

    [Theory]
    [InlineData("text", "body", 4096)]
    [InlineData("image", "caption", 1024)]
    [InlineData("video", "caption", 1024)]
    [InlineData("document", "caption", 1024)]
    public void Validate_WhenTextIsAtTheLimit_CountsUtf16Units(string type, string member, int limit)
    {
        Validate(type, Json(new string('ç', limit))).ShouldBeEmpty();
        Validate(type, Json(string.Concat(Enumerable.Repeat("👍", limit / 2)))).ShouldBeEmpty();

        var error = Validate(type, Json(new string('ç', limit + 1))).ShouldHaveSingleItem();

        error.Field.ShouldBe($"{type}.{member}");
        error.Message.ShouldBe($"has {limit + 1} characters; shorten it to at most {limit}.");

        string Json(string text) => type == "text"
            ? JsonSerializer.Serialize(new { body = text })
            : JsonSerializer.Serialize(new { id = "1", caption = text });
    }

    [Fact]
    public void Validate_WhenThereAreManyErrors_StopsAt50() =>
        Validate("contacts", JsonSerializer.Serialize(Enumerable.Repeat(5, 200))).Length.ShouldBe(50);

    [Fact]
    public void Validate_WhenContactsAreTooMany_Says()
    {
        var contact = new { name = new { formatted_name = "A B", first_name = "A" } };

        Validate("contacts", JsonSerializer.Serialize(Enumerable.Repeat(contact, 257))).ShouldBeEmpty();
        Validate("contacts", JsonSerializer.Serialize(Enumerable.Repeat(contact, 258))).ShouldHaveSingleItem().Message.ShouldBe("has 258 items; give 1 to 257.");
    }

    private static System.Collections.Immutable.ImmutableArray<Contracts.FieldError> Validate(string type, string json) =>
        CloudApiContentRules.Validate(new MessageContent(type, json));
}
