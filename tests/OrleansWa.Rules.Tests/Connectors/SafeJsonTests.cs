using System.Text;
using System.Text.Json;
using OrleansWa.Connectors.CloudApi;

namespace OrleansWa.Rules.Tests.Connectors;

public sealed class SafeJsonTests
{
    [Theory]
    [InlineData("""{"a":"b"}""", """{"a":"b"}""")]
    [InlineData("""{"a":"x\u0000y"}""", """{"a":"xy"}""")]
    [InlineData("""{"a":"\u0000"}""", """{"a":""}""")]
    [InlineData("""{"a":"\\u0000"}""", """{"a":"\\u0000"}""")]
    [InlineData("""{"a":"\\\u0000"}""", """{"a":"\\"}""")]
    [InlineData("""{"a":"\\\\u0000"}""", """{"a":"\\\\u0000"}""")]
    [InlineData("""{"a":"\"\u0000\u0000\n"}""", """{"a":"\"\n"}""")]
    [InlineData("""{"a\u0000":1}""", """{"a":1}""")]
    [InlineData("""{"a":"\u00e7\u0001 \u00E7\/"}""", """{"a":"\u00e7\u0001 \u00E7\/"}""")]
    [InlineData("""{"a":"\ud83d\udc4d"}""", """{"a":"\ud83d\udc4d"}""")]
    [InlineData("""{"a":"\uD83D"}""", """{"a":"\ufffd"}""")]
    [InlineData("""{"a":"\udc4d\ud83d"}""", """{"a":"\ufffd\ufffd"}""")]
    [InlineData("""{"a":"\ud83d\u0000\udc4d"}""", """{"a":"\ufffd\ufffd"}""")]
    [InlineData("""{"a":"\ud83d\ud83d\udc4d"}""", """{"a":"\ufffd\ud83d\udc4d"}""")]
    public void Parse_WhenEscapesAreHarmful_RemovesOnlyThem(string json, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(json);

        using var document = SafeJson.Parse(bytes);

        document.RootElement.GetRawText().ShouldBe(expected);
        SafeJson.IsSafe(bytes).ShouldBe(json == expected);
    }

    [Fact]
    public void Parse_WhenUtf8IsBroken_ReplacesIt()
    {
        byte[] json = [.. "{\"a\":\""u8, 0xFF, 0xC3, .. "\"}"u8];

        using var document = SafeJson.Parse(json);

        document.RootElement.GetProperty("a").GetString().ShouldBe("\uFFFD\uFFFD");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{\u0000"a":1}""")]
    [InlineData("""{"a":"\u00"}""")]
    [InlineData("\0{}")]
    public void Parse_WhenItWasNoJson_Throws(string json) =>
        Should.Throw<JsonException>(() => SafeJson.Parse(Encoding.UTF8.GetBytes(json)));
}
