using OrleansWa.Contract.Tests.Support;

namespace OrleansWa.Contract.Tests.Emulator;

/// <summary>Sends that Meta would refuse, each with the code it answers.</summary>
public sealed class ValidationTests
{
    private static readonly string Long = new('x', 4097);

    public static TheoryData<string, string, int> Wrong => new()
    {
        { "no product", """{"to":"5511987654321","type":"text","text":{"body":"x"}}""", 100 },
        { "no recipient", """{"messaging_product":"whatsapp","type":"text","text":{"body":"x"}}""", 100 },
        { "not JSON", "oi", 100 },
        { "a list", "[]", 100 },
        { "bad recipient", Of("\"type\":\"text\",\"text\":{\"body\":\"x\"}", to: "abc"), 131009 },
        { "recipient is sender", Of("\"type\":\"text\",\"text\":{\"body\":\"x\"}", to: "551140000000"), 131021 },
        { "group", Of("\"recipient_type\":\"group\",\"type\":\"text\",\"text\":{\"body\":\"x\"}"), 100 },
        { "unknown type", Of("\"type\":\"poll\",\"poll\":{}"), 100 },
        { "no content", Of("\"type\":\"text\""), 131008 },
        { "no text body", Of("\"type\":\"text\",\"text\":{}"), 131008 },
        { "text too long", Of($"\"type\":\"text\",\"text\":{{\"body\":\"{Long}\"}}"), 100 },
        { "misspelt member", Of("\"type\":\"text\",\"text\":{\"body\":\"x\",\"preview\":true}"), 100 },
        { "callback data too long", Of($"\"type\":\"text\",\"text\":{{\"body\":\"x\"}},\"biz_opaque_callback_data\":\"{Long}\""), 100 },
        { "image without source", Of("\"type\":\"image\",\"image\":{}"), 131008 },
        { "image with unknown id", Of("\"type\":\"image\",\"image\":{\"id\":\"1\"}"), 131009 },
        { "image with both", Of("\"type\":\"image\",\"image\":{\"id\":\"1\",\"link\":\"https://x.com/a.png\"}"), 131009 },
        { "image with bad link", Of("\"type\":\"image\",\"image\":{\"link\":\"ftp://x.com/a.png\"}"), 100 },
        { "audio with caption", Of("\"type\":\"audio\",\"audio\":{\"link\":\"https://x.com/a.ogg\",\"caption\":\"x\"}"), 100 },
        { "latitude out of range", Of("\"type\":\"location\",\"location\":{\"latitude\":\"91\",\"longitude\":1}"), 131009 },
        { "no longitude", Of("\"type\":\"location\",\"location\":{\"latitude\":1}"), 131008 },
        { "reaction with context", Of("\"context\":{\"message_id\":\"w\"},\"type\":\"reaction\",\"reaction\":{\"message_id\":\"w\",\"emoji\":\"x\"}"), 100 },
        { "contact without a further name", Of("\"type\":\"contacts\",\"contacts\":[{\"name\":{\"formatted_name\":\"Bia\"}}]"), 131008 },
        { "no contacts", Of("\"type\":\"contacts\",\"contacts\":[]"), 131009 },
        { "four buttons", Buttons("a", "b", "c", "d"), 131009 },
        { "button title too long", Buttons("123456789012345678901"), 131009 },
        { "equal button titles", Buttons("a", "a"), 131009 },
        { "eleven rows", List(11), 131009 },
        { "unknown interactive", Interactive("\"type\":\"dance\",\"body\":{\"text\":\"x\"},\"action\":{}"), 131009 },
        { "no interactive body", Interactive("\"type\":\"button\",\"action\":{\"buttons\":[]}"), 131008 },
        { "location request with footer", Interactive("\"type\":\"location_request_message\",\"body\":{\"text\":\"x\"},\"footer\":{\"text\":\"x\"},\"action\":{\"name\":\"send_location\"}"), 131009 },
        { "link button without url", Interactive("\"type\":\"cta_url\",\"body\":{\"text\":\"x\"},\"action\":{\"name\":\"cta_url\",\"parameters\":{\"display_text\":\"x\"}}"), 131008 },
        { "flow with id and name", Interactive("\"type\":\"flow\",\"body\":{\"text\":\"x\"},\"action\":{\"name\":\"flow\",\"parameters\":{\"flow_message_version\":\"3\",\"flow_cta\":\"x\",\"flow_id\":\"1\",\"flow_name\":\"a\"}}"), 131008 },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Send_AgainstTheRules_AnswersTheCode(string why, string body, int code)
    {
        await using var emulator = await RunningEmulator.Start();
        var answer = await emulator.Send(body);
        answer.Status.ShouldBe(System.Net.HttpStatusCode.BadRequest, why);
        answer.ShouldFail(400, code);
        emulator.World.Messages().ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_AtTheLimits_IsAccepted()
    {
        await using var emulator = await RunningEmulator.Start();
        (await emulator.Send(Of($"\"type\":\"text\",\"text\":{{\"body\":\"{Long[..4096]}\"}}"))).Ok.ShouldBeTrue();
        (await emulator.Send(Buttons("12345678901234567890", "b", "c"))).Ok.ShouldBeTrue();
        (await emulator.Send(List(10))).Ok.ShouldBeTrue();
    }

    private static string Of(string members, string to = "5511987654321") => $$"""{"messaging_product":"whatsapp","to":"{{to}}",{{members}} }""";

    private static string Interactive(string members) => Of($"\"type\":\"interactive\",\"interactive\":{{{members}}}");

    private static string Buttons(params string[] titles) => Interactive(
        $"\"type\":\"button\",\"body\":{{\"text\":\"x\"}},\"action\":{{\"buttons\":[{string.Join(',', titles.Select((t, i) => $"{{\"type\":\"reply\",\"reply\":{{\"id\":\"{i}\",\"title\":\"{t}\"}}}}"))}]}}");

    private static string List(int rows) => Interactive(
        $"\"type\":\"list\",\"body\":{{\"text\":\"x\"}},\"action\":{{\"button\":\"Ver\",\"sections\":[{{\"title\":\"s\",\"rows\":[{string.Join(',', Enumerable.Range(0, rows).Select(i => $"{{\"id\":\"{i}\",\"title\":\"t\"}}"))}]}}]}}");
}
