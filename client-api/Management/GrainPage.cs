using Microsoft.AspNetCore.Http.HttpResults;
using OrleansWa.ClientApi.Security;

namespace OrleansWa.ClientApi.Management;

/// <summary>
/// The page over <see cref="GrainEndpoints"/> at <c>/admin/grains</c>. It holds no data: the browser asks the API with the key that a person
/// pastes, so that the page itself needs none.
/// </summary>
internal static class GrainPage
{
    private const string Reason = "a page without data; it asks the API with the key that a person pastes";

    // Its own files and calls to ourselves; the icon is an empty data: address, which keeps browsers from asking for /favicon.ico.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; "
        + "frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    public static void MapGrainPage(this WebApplication app)
    {
        app.MapFile("/admin/grains", "grains.html", "text/html; charset=utf-8");
        app.MapFile("/admin/grains.js", "grains.js", "text/javascript; charset=utf-8");
        app.MapFile("/admin/grains.css", "grains.css", "text/css; charset=utf-8");
    }

    private static void MapFile(this WebApplication app, string path, string name, string contentType)
    {
        var file = Load(name);
        app.MapGet(path, Serve).Open(Reason).ExcludeFromDescription();

        FileContentHttpResult Serve(HttpContext context)
        {
            context.Response.Headers.ContentSecurityPolicy = Policy;
            // A browser asks again each time, so that page and script are of one version.
            context.Response.Headers.CacheControl = "no-cache";
            return TypedResults.Bytes(file, contentType);
        }
    }

    private static byte[] Load(string name)
    {
        using var stream = typeof(GrainPage).Assembly.GetManifestResourceStream("ui/" + name)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
