using System.Text;
using OrleansWa.Testing.Product;
using static OrleansWa.Api.Tests.Webhooks.SignedWebhook;

namespace OrleansWa.Api.Tests.Webhooks;

/// <summary>Who may hand in webhooks, and what of theirs is looked at.</summary>
[Collection(SharedProduct.Name)]
public sealed class HandshakeAndSignatureTests(ProductFixture product)
{
    private const int Limit = 3 * 1024 * 1024;

    private string Secret => product.Host.AppSecret;

    [Fact]
    public async Task Handshake_WhenVerifyTokenIsRight_AnswersTheChallenge()
    {
        var answer = await product.Api.Call("GET", $"{PlatformPath}?hub.mode=subscribe&hub.verify_token={product.Host.Emulator.VerifyToken}&hub.challenge=1158201444");

        answer.Status.ShouldBe(200);
        answer.Text.ShouldBe("1158201444");
        answer.ContentType.ShouldBe("text/plain");
    }

    [Theory]
    [InlineData("hub.mode=subscribe&hub.verify_token=wrong&hub.challenge=1")]
    [InlineData("hub.mode=subscribe&hub.challenge=1")]
    [InlineData("hub.mode=unsubscribe&hub.verify_token=test-verify-token&hub.challenge=1")]
    [InlineData("hub.mode=subscribe&hub.verify_token=TEST-VERIFY-TOKEN&hub.challenge=1")]
    [InlineData("hub.verify_token=&hub.challenge=1&hub.mode=subscribe")]
    [InlineData("")]
    public async Task Handshake_WhenVerifyTokenIsWrong_Answers403(string query)
    {
        var answer = await product.Api.Call("GET", $"{PlatformPath}?{query}");

        answer.Status.ShouldBe(403);
        answer.Code.ShouldBe("verify_token_invalid");
    }

    [Fact]
    public async Task Receive_WhenSignatureIsNotOfTheseBytes_Answers401AndStoresNothing()
    {
        var tenant = product.NewTenant("signed");
        using var client = await product.Host.OpenClinic(tenant);
        var body = Encoding.UTF8.GetBytes(TextBody(tenant, "5511987650003", "wamid.forged", "oi"));
        var signature = SignatureOf(body, Secret);
        (byte[] Body, string? Signature)[] forged =
        [
            (body, null),
            (body, ""),
            (body, "sha256="),
            (body, signature["sha256=".Length..]),
            (body, "sha1=" + signature["sha256=".Length..]),
            (body, SignatureOf(body, "another-secret")),
            (body, SignatureOf(body, "")),
            (body, signature[..^1]),
            (body, signature + "0"),
            (body, signature[..^2] + "zz"),
            (body[..^1], signature),
            ([.. body, (byte)' '], signature),
            (Encoding.UTF8.GetBytes(TextBody(tenant, "5511987650003", "wamid.forged", "ai")), signature),
            ([], signature),
        ];

        foreach (var (bytes, header) in forged)
        {
            var answer = await product.Api.WithSignature(PlatformPath, bytes, header);

            answer.Status.ShouldBe(401, header);
            answer.Code.ShouldBe("signature_invalid");
        }

        (await client.All("/api/v1/conversations")).ShouldBeEmpty();
        (await product.Api.WithSignature(PlatformPath, body, signature)).Status.ShouldBe(200);
        (await client.All("/api/v1/conversations")).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("rubbish")]
    [InlineData("{\"object\":")]
    [InlineData("{} {}")]
    public async Task Receive_WhenSignedBodyIsNotJson_Answers400(string body)
    {
        var answer = await product.Api.Signed(PlatformPath, body, Secret);

        answer.Status.ShouldBe(400);
        answer.Code.ShouldBe("webhook_invalid");
        answer.ContentType.ShouldBe("application/problem+json");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("""{"object":"page","entry":[{"id":"1","changes":[{"field":"feed","value":{}}]}]}""")]
    [InlineData("""{"object":"whatsapp_business_account","entry":null}""")]
    [InlineData("""{"object":"whatsapp_business_account","entry":[null,7,{"changes":[null,{"value":null,"field":"messages"}]}]}""")]
    public async Task Receive_WhenSignedJsonIsStrange_Answers200(string body) => (await product.Api.Signed(PlatformPath, body, Secret)).Status.ShouldBe(200);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Receive_WhenBodyIsOver3Megabytes_Answers413(bool chunked)
    {
        var body = Padded(Limit + 1);

        var answer = await product.Api.WithSignature(PlatformPath, body, SignatureOf(body, Secret), chunked);

        answer.Status.ShouldBe(413);
        answer.Code.ShouldBe("body_too_large");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Receive_WhenBodyIsExactly3Megabytes_Answers200(bool chunked)
    {
        var body = Padded(Limit);

        (await product.Api.WithSignature(PlatformPath, body, SignatureOf(body, Secret), chunked)).Status.ShouldBe(200);
    }

    private static byte[] Padded(int length)
    {
        const string Head = """{"object":"whatsapp_business_account","entry":[],"padding":" """;
        return Encoding.ASCII.GetBytes(Head + new string('x', length - Head.Length - 2) + "\"}");
    }
}
