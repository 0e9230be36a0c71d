using OrleansWa.Testing.Product;
using static OrleansWa.Api.Tests.Webhooks.SignedWebhook;

namespace OrleansWa.Api.Tests.Webhooks;

/// <summary>A valid signature of one app never reaches a number of another.</summary>
[Collection(SharedProduct.Name)]
public sealed class AppBindingTests(ProductFixture product)
{
    private const string Phone = "5511987650021";

    [Fact]
    public async Task Receive_WhenAnotherAppSigned_NeverReachesTheNumber()
    {
        var (own, other, plain) = (product.NewTenant("own-app"), product.NewTenant("own-app"), product.NewTenant("platform-app"));
        using var ownClient = await Open(own);
        using var otherClient = await Open(other);
        using var plainClient = await product.Host.OpenClinic(plain);
        var platform = (Path: PlatformPath, Secret: product.Host.AppSecret);
        var ownApp = (Path: $"{PlatformPath}/{own}", Secret: SecretOf(own));
        var otherApp = (Path: $"{PlatformPath}/{other}", Secret: SecretOf(other));

        // Each app writes to each number; every signature is valid for its address.
        foreach (var (path, secret) in new[] { platform, ownApp, otherApp })
        {
            foreach (var tenant in new[] { own, other, plain })
            {
                var body = TextBody(tenant, Phone, $"wamid.{path}.{tenant}", $"por {path}");
                (await product.Api.Signed(path, body, secret)).Status.ShouldBe(200);
            }
        }

        (await TextsOf(ownClient)).ShouldBe([$"por {ownApp.Path}"]);
        (await TextsOf(otherClient)).ShouldBe([$"por {otherApp.Path}"]);
        (await TextsOf(plainClient)).ShouldBe([$"por {PlatformPath}"]);
    }

    [Fact]
    public async Task Receive_WhenSecretIsOfAnotherAddress_Answers401()
    {
        var (own, plain) = (product.NewTenant("own-app"), product.NewTenant("platform-app"));
        using var ownClient = await Open(own);
        using var plainClient = await product.Host.OpenClinic(plain);
        var body = TextBody(own, Phone, "wamid.x", "oi");

        (await product.Api.Signed($"{PlatformPath}/{own}", body, product.Host.AppSecret)).Status.ShouldBe(401);
        (await product.Api.Signed(PlatformPath, body, SecretOf(own))).Status.ShouldBe(401);
        (await product.Api.Signed($"{PlatformPath}/{plain}", body, product.Host.AppSecret)).Status.ShouldBe(401);
        (await product.Api.Signed($"{PlatformPath}/{plain}", body, "")).Status.ShouldBe(401);
        (await product.Api.Signed($"{PlatformPath}/nobody-here", body, product.Host.AppSecret)).Status.ShouldBe(401);
        (await product.Api.Signed($"{PlatformPath}/$platform", body, product.Host.AppSecret)).Status.ShouldBe(401);
        (await ownClient.All("/api/v1/conversations")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Handshake_WhenTenantHasOwnApp_TakesItsTokenOnly()
    {
        var own = product.NewTenant("own-app");
        using var client = await Open(own);

        (await Handshake($"{PlatformPath}/{own}", "verify-" + own)).Status.ShouldBe(200);
        (await Handshake($"{PlatformPath}/{own}", product.Host.Emulator.VerifyToken)).Status.ShouldBe(403);
        (await Handshake(PlatformPath, "verify-" + own)).Status.ShouldBe(403);
        (await Handshake($"{PlatformPath}/nobody-here", product.Host.Emulator.VerifyToken)).Status.ShouldBe(403);
    }

    private static string SecretOf(string tenant) => "secret-of-" + tenant;

    private Task<ProductClient> Open(string tenant) =>
        product.Host.OpenClinic(tenant, ownApp: new { appSecret = SecretOf(tenant), verifyToken = "verify-" + tenant });

    private Task<ApiAnswer> Handshake(string path, string token) =>
        product.Api.Call("GET", $"{path}?hub.mode=subscribe&hub.verify_token={token}&hub.challenge=1");

    private static async Task<IReadOnlyList<string>> TextsOf(ProductClient client)
    {
        var texts = new List<string>();
        foreach (var conversation in await client.All("/api/v1/conversations"))
        {
            var rows = await client.All($"/api/v1/conversations/{conversation["id"]!.GetValue<string>()}/messages");
            texts.AddRange(rows.Select(row => row["text"]!["body"]!.GetValue<string>()));
        }

        return texts;
    }
}
