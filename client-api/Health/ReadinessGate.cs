using OrleansWa.ClientApi.Problems;

namespace OrleansWa.ClientApi.Health;

/// <summary>Until the product can serve, every request but those about health is answered 503; whoever sends webhooks comes again.</summary>
internal sealed class ReadinessGate(RequestDelegate next, ApiReadiness readiness)
{
    private static readonly TimeSpan SoonAgain = TimeSpan.FromSeconds(1);

    public Task InvokeAsync(HttpContext context) =>
        readiness.IsReady || context.Request.Path.StartsWithSegments("/health") ? next(context) : RefuseAsync(context, readiness);

    public static Task RefuseAsync(HttpContext context, ApiReadiness readiness) =>
        ProblemWriter.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "not_ready", readiness.Reason, retryAfter: SoonAgain);
}
