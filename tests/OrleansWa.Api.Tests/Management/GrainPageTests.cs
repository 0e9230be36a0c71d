using System.Text.RegularExpressions;

namespace OrleansWa.Api.Tests.Management;

/// <summary>The grains page as a browser gets it; what it does there is in OrleansWa.Console.Tests.</summary>
[Collection(SharedProduct.Name)]
public sealed partial class GrainPageTests(ProductFixture product)
{
    [Fact]
    public async Task Page_WhenOpenedWithoutKey_IsServedWithAPolicyThatAllowsItsOwnFilesOnly()
    {
        var page = await product.Api.Call("GET", "/admin/grains");

        page.Status.ShouldBe(200);
        page.ContentType.ShouldBe("text/html");
        var policy = page.Headers["Content-Security-Policy"].Split("; ");
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("script-src 'self'");
        policy.ShouldContain("style-src 'self'");
        policy.ShouldContain("frame-ancestors 'none'");
        page.Headers["Content-Security-Policy"].ShouldNotContain("unsafe");
        page.Headers["X-Content-Type-Options"].ShouldBe("nosniff");
        page.Headers["X-Frame-Options"].ShouldBe("DENY");
    }

    [Fact]
    public async Task Page_WhenRead_HoldsNoScriptOrStyleOfItsOwn()
    {
        var page = await product.Api.Call("GET", "/admin/grains");

        Scripts().Matches(page.Text).Select(script => script.Value).ShouldAllBe(script => script.Contains(" src=\"/admin/"));
        page.Text.ShouldNotContain("<style");
        Inline().Matches(page.Text).Select(match => match.Value).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/admin/grains.js", "text/javascript")]
    [InlineData("/admin/grains.css", "text/css")]
    public async Task File_WhenThePageNamesIt_IsServed(string path, string contentType)
    {
        var page = await product.Api.Call("GET", "/admin/grains");
        var file = await product.Api.Call("GET", path);

        page.Text.ShouldContain($"\"{path}\"");
        file.Status.ShouldBe(200);
        file.ContentType.ShouldBe(contentType);
        file.Text.ShouldNotBeEmpty();
        file.Text.ShouldNotContain("innerHTML");
        file.Text.ShouldNotContain("insertAdjacentHTML");
        file.Text.ShouldNotContain("localStorage");
    }

    [GeneratedRegex("<script[^>]*>")]
    private static partial Regex Scripts();

    [GeneratedRegex("\\s(?:on[a-z]+|style)\\s*=|javascript:", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();
}
