namespace OrleansWa.ClientApi.Hosting;

/// <summary>Headers that keep browsers from doing harm with our answers. Pages with scripts of their own replace the policy.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    private const string NothingLoads = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'";
    private const string DocsPolicy =
        "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; script-src 'self'; "
        + "frame-ancestors 'none'; base-uri 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments("/docs") ? DocsPolicy : NothingLoads;
        if (context.Request.Path.StartsWithSegments("/api"))
        {
            headers.CacheControl = "no-store";
        }

        return next(context);
    }
}
