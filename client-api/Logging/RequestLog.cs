using OrleansWa.Hosting.Logging;

namespace OrleansWa.ClientApi.Logging;

/// <summary>One line per request of the API: method, route, status and time; never a body, a query or a value of the path.</summary>
internal sealed class RequestLog(RequestDelegate next, TimeProvider time, ILogger<RequestLog> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var started = time.GetTimestamp();
        RequestScope.Begin();
        try
        {
            await next(context);
        }
        finally
        {
            if (logger.IsEnabled(LogLevel.Information))
            {
                Write(context, time.GetElapsedTime(started));
            }
        }
    }

    private void Write(HttpContext context, TimeSpan elapsed)
    {
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        var level = route is null || context.Request.Path.StartsWithSegments("/health") ? LogLevel.Debug : LogLevel.Information;
        logger.Log(
            level,
            "{Method} {Route} answered {Status} in {ElapsedMs:0.0} ms",
            context.Request.Method,
            route is { Length: > 1 } ? route.TrimEnd('/') : route ?? "(no route)",
            context.Response.StatusCode,
            elapsed.TotalMilliseconds);
    }
}
