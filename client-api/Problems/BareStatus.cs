namespace OrleansWa.ClientApi.Problems;

/// <summary>Gives a body to statuses that the framework answers without one.</summary>
internal static class BareStatus
{
    public static Task WriteAsync(HttpContext context)
    {
        var (code, detail) = context.Response.StatusCode switch
        {
            400 => ("bad_request", "The request is malformed."),
            404 => ("route_not_found", "There is nothing at this address. The API is described at /docs."),
            405 => ("method_not_allowed", $"This address does not answer {context.Request.Method}; see the Allow header."),
            406 => ("not_acceptable", "This address answers application/json only."),
            413 => ("body_too_large", "The body is larger than this address accepts (1 MB; webhooks 3 MB)."),
            415 => ("unsupported_media_type", "Send the body as application/json."),
            var status => ($"http_{status}", "The request was refused."),
        };
        return ProblemWriter.WriteAsync(context, context.Response.StatusCode, code, detail);
    }
}
