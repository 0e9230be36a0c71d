using System.Text;
using OrleansWa.Connectors.CloudApi;

namespace OrleansWa.Rules.Tests.Connectors;

public sealed class WebhookSignatureTests
{
    private const string Secret = "test_app_secret";
    private const string Body = """{"object":"whatsapp_business_account","entry":[]}""";
    private const string Digest = "dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756";

    // Reference 2.2: computed outside this code.
    [Theory]
    [InlineData(Body, Digest)]
    [InlineData(
        """{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"text":"a\u00e7\u00e3o"}}]}]}""",
        "eecf41d40e32cde8e0d707289cc6ea765b357296bf29047eab76151969a55f3c")]
    [InlineData(
        """{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"text":"ação"}}]}]}""",
        "ca7d19bb46377b5ec88ce299f96c57f3352871e6ccba55f74475e08070acb4de")]
    public void IsValid_WhenVectorOfTheReference_Accepts(string body, string digest)
    {
        var bytes = Encoding.UTF8.GetBytes(body);

        WebhookSignature.IsValid(bytes, $"sha256={digest}", Secret).ShouldBeTrue();
        WebhookSignature.IsValid(bytes, $"sha256={digest}", Encoding.UTF8.GetBytes(Secret)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("sha256=")]
    [InlineData(Digest)]
    [InlineData("sha1=" + Digest)]
    [InlineData("SHA256=" + Digest)]
    [InlineData(" sha256=" + Digest)]
    [InlineData("sha256=" + Digest + "0")]
    [InlineData("sha256=" + Digest + ",sha256=" + Digest)]
    [InlineData("sha256=xec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756")]
    [InlineData("sha256=éec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756")]
    [InlineData("sha256=0ec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756")]
    public void IsValid_WhenHeaderIsWrong_Refuses(string? header) =>
        WebhookSignature.IsValid(Encoding.UTF8.GetBytes(Body), header, Secret).ShouldBeFalse();

    [Theory]
    [InlineData(Body + " ", Secret)]
    [InlineData("", Secret)]
    [InlineData(Body, "other_secret")]
    [InlineData(Body, "")]
    [InlineData(Body, null)]
    public void IsValid_WhenBodyOrSecretIsWrong_Refuses(string body, string? secret) =>
        WebhookSignature.IsValid(Encoding.UTF8.GetBytes(body), $"sha256={Digest}", secret).ShouldBeFalse();

    [Fact]
    public void IsValid_WhenSecretIsEmpty_RefusesEvenItsOwnDigest()
    {
        var digest = Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData(Array.Empty<byte>(), Encoding.UTF8.GetBytes(Body)));

        WebhookSignature.IsValid(Encoding.UTF8.GetBytes(Body), $"sha256={digest}", string.Empty).ShouldBeFalse();
    }

    [Fact]
    public void IsValid_WhenSecretIsLong_Works()
    {
        var secret = new string('ç', 500);
        var digest = Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(Body)));

        WebhookSignature.IsValid(Encoding.UTF8.GetBytes(Body), $"sha256={digest}", secret).ShouldBeTrue();
    }
}
