using System.Text.Json.Nodes;
using OrleansWa.Api.Tests.Security;

namespace OrleansWa.Api.Tests.Docs;

/// <summary>The API's description says all that the host maps.</summary>
[Collection(SharedProduct.Name)]
public sealed class DescriptionTests(ProductFixture product)
{
    // Pages for people, which are no API, and a second way to write what is described.
    private static readonly string[] Pages =
    [
        "GET /", "GET /bootstrap", "GET /openapi/{documentName}.json", "GET /admin/grains", "GET /admin/grains.js", "GET /admin/grains.css",
        "POST /api/management/grains/{type}/{keyAndDeactivate}",
    ];

    [Fact]
    public async Task Description_WhenEndpointIsMapped_ListsIt()
    {
        var paths = (await Document())["paths"]!.AsObject();

        var missing = MappedEndpoint.Of(product.Host).Where(e => paths[e.Path]?[e.Method.ToLowerInvariant()] is null).Select(e => e.ToString());

        missing.Except(Pages).ShouldBeEmpty();
    }

    [Fact]
    public async Task Description_WhenEndpointTakesBody_ShowsAnExampleThatIsNoMistake()
    {
        var document = await Document();
        foreach (var endpoint in MappedEndpoint.Of(product.Host).Where(e => e is { TakesBody: true, Operation: not null }))
        {
            var body = document["paths"]![endpoint.Path]![endpoint.Method.ToLowerInvariant()]!["requestBody"]!["content"]!["application/json"]!;

            body["schema"].ShouldNotBeNull(endpoint.ToString());
            body["example"].ShouldNotBeNull(endpoint.ToString());
        }
    }

    [Fact]
    public async Task Description_WhenEndpointNeedsKey_SaysWhichRoles()
    {
        var document = await Document();
        foreach (var endpoint in MappedEndpoint.Of(product.Host).Where(e => e.Operation is not null && !Pages.Contains(e.ToString())))
        {
            var operation = document["paths"]![endpoint.Path]![endpoint.Method.ToLowerInvariant()]!;

            operation["description"]!.GetValue<string>().ShouldContain($"`{endpoint.Operation!.Name}`");
            operation["security"]!.AsArray().Count.ShouldBe(1, endpoint.ToString());
            operation["summary"]!.GetValue<string>().ShouldNotBeNullOrWhiteSpace(endpoint.ToString());
            new[] { "401", "403", "503" }.Where(status => operation["responses"]![status] is null).ShouldBeEmpty(endpoint.ToString());
        }
    }

    [Fact]
    public async Task Page_WhenOpened_IsThere()
    {
        var root = await product.Api.Call("GET", "/");
        var page = await product.Api.Call("GET", "/docs/index.html");

        root.Status.ShouldBe(302);
        root.Headers["Location"].ShouldBe("/docs");
        page.Status.ShouldBe(200);
        page.ContentType.ShouldBe("text/html");
        page.Headers["Content-Security-Policy"].ShouldContain("default-src");
    }

    private async Task<JsonNode> Document() => (await product.Api.Call("GET", "/openapi/v1.json")).Json!;
}
