namespace OrleansWa.CloudApiEmulator.Control;

/// <summary>The page on which a person plays the patient: one HTML file without any outside asset.</summary>
internal static class PatientPage
{
    private static readonly byte[] Html = Load();

    public static async Task Serve(HttpContext http)
    {
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'self' 'unsafe-inline'; img-src 'self' data: http: https:; media-src 'self' http: https:";
        http.Response.Headers.CacheControl = "no-cache";
        await http.Response.Body.WriteAsync(Html, http.RequestAborted);
    }

    private static byte[] Load()
    {
        using var stream = typeof(PatientPage).Assembly.GetManifestResourceStream("ui/index.html")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
