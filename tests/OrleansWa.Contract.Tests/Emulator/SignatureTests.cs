using System.Text;
using OrleansWa.CloudApiEmulator;
using OrleansWa.CloudApiEmulator.Webhooks;
using OrleansWa.Contract.Tests.Support;

namespace OrleansWa.Contract.Tests.Emulator;

/// <summary>Signature and wire form of webhooks, with the fact sheet's test vectors (2.2).</summary>
public sealed class SignatureTests
{
    private const string Escaped =
        """{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"text":"a\u00e7\u00e3o"}}]}]}""";

    [Theory]
    [InlineData("""{"object":"whatsapp_business_account","entry":[]}""", "dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756")]
    [InlineData(Escaped, "eecf41d40e32cde8e0d707289cc6ea765b357296bf29047eab76151969a55f3c")]
    public void Of_TestVectors_GivesTheKnownDigests(string body, string digest) =>
        WebhookSignature.Of(RunningEmulator.Secret, Encoding.UTF8.GetBytes(body)).ShouldBe("sha256=" + digest);

    [Fact]
    public void Of_RawUtf8InsteadOfEscapes_GivesAnotherDigest() =>
        WebhookSignature.Of(RunningEmulator.Secret, Encoding.UTF8.GetBytes(Escaped.Replace("\\u00e7\\u00e3", "çã", StringComparison.Ordinal)))
            .ShouldBe("sha256=ca7d19bb46377b5ec88ce299f96c57f3352871e6ccba55f74475e08070acb4de");

    [Theory]
    [InlineData("\"ação\"", "\"a\\u00e7\\u00e3o\"")]
    [InlineData("\"👍\"", "\"\\ud83d\\udc4d\"")]
    [InlineData("\"\\u00E7 \\n \\\\u00E7\"", "\"\\u00e7 \\n \\\\u00E7\"")]
    [InlineData("\"a/b+c<d>&'\"", "\"a/b+c<d>&'\"")]
    public void ToAscii_Text_EscapesInLowerCaseAndLeavesAsciiAlone(string json, string expected) =>
        Encoding.ASCII.GetString(MetaJson.ToAscii(Encoding.UTF8.GetBytes(json), escapeSlashes: false)).ShouldBe(expected);

    [Fact]
    public void ToAscii_WithSlashes_EscapesThem() =>
        Encoding.ASCII.GetString(MetaJson.ToAscii("\"https://é\""u8.ToArray(), escapeSlashes: true)).ShouldBe("\"https:\\/\\/\\u00e9\"");

    [Fact]
    public async Task Webhook_WithPortugueseText_IsAsciiAndSignedOverItsBytes()
    {
        await using var emulator = await RunningEmulator.Start();
        emulator.World.WriteText(RunningEmulator.Patient, RunningEmulator.NumberId, "Não, amanhã 👍");
        var webhook = await emulator.Receiver.Next();
        webhook.Bytes.ShouldAllBe(b => b < 0x80);
        webhook.Text.ShouldContain("N\\u00e3o, amanh\\u00e3 \\ud83d\\udc4d");
        webhook.Signature.ShouldBe(WebhookSignature.Of(RunningEmulator.Secret, webhook.Bytes));
    }

    [Fact]
    public async Task Webhook_WhenSignatureFaultsAreSet_IsWrongOrMissing()
    {
        await using var emulator = await RunningEmulator.Start();
        emulator.World.Faults = new Faults { Signature = SignatureMode.Wrong };
        emulator.World.WriteText(RunningEmulator.Patient, RunningEmulator.NumberId, "a");
        var wrong = await emulator.Receiver.Next();
        emulator.World.Faults = new Faults { Signature = SignatureMode.Missing };
        emulator.World.WriteText(RunningEmulator.Patient, RunningEmulator.NumberId, "b");
        var missing = await emulator.Receiver.Next();
        wrong.Signature.ShouldNotBe(WebhookSignature.Of(RunningEmulator.Secret, wrong.Bytes));
        wrong.Signature.ShouldStartWith("sha256=");
        missing.Signature.ShouldBeNull();
    }
}
