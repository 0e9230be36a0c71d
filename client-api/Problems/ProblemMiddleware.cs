using OrleansWa.Contracts;

namespace OrleansWa.ClientApi.Problems;

/// <summary>Outermost: whatever goes wrong below is answered as a problem, and no exception's text leaves the house.</summary>
internal sealed class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> logger)
{
    private const int ClientClosedRequest = 499;
    private static readonly TimeSpan BusyFor = TimeSpan.FromSeconds(2);

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, e);
            return;
        }

        if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null, ContentLength: null })
        {
            await BareStatus.WriteAsync(context);
        }
    }

    private Task AnswerAsync(HttpContext context, Exception e)
    {
        // A refusal of the store on behalf of a grain's state comes wrapped by the runtime.
        switch (e is OrleansException { InnerException: ProblemException inner } ? inner : e)
        {
            case ProblemException refusal:
                var status = StatusOf(refusal.Kind);
                return ProblemWriter.WriteAsync(
                    context, status, refusal.Code, refusal.Message, refusal.Errors, status == StatusCodes.Status503ServiceUnavailable ? BusyFor : null);
            case BadHttpRequestException bad:
                return BadRequest.WriteAsync(context, bad);
            case OperationCanceledException or IOException when context.RequestAborted.IsCancellationRequested:
                context.Response.StatusCode = ClientClosedRequest;
                return Task.CompletedTask;
            case LimitExceededException or SiloUnavailableException or OrleansMessageRejectionException or TimeoutException:
                logger.LogWarning(e, "A request was refused because the grains are overloaded or did not answer in time");
                return ProblemWriter.WriteAsync(
                    context, StatusCodes.Status503ServiceUnavailable, "overloaded", "Too much is going on right now. Try again in a moment.", retryAfter: BusyFor);
            default:
                logger.LogError(e, "A request failed unexpectedly");
                return ProblemWriter.WriteAsync(
                    context,
                    StatusCodes.Status500InternalServerError,
                    "internal_error",
                    "Something failed on our side. Try again; if it stays, give the traceId to whoever runs this platform.");
        }
    }

    private static int StatusOf(ProblemKind kind) => kind switch
    {
        ProblemKind.Invalid => StatusCodes.Status400BadRequest,
        ProblemKind.Forbidden => StatusCodes.Status403Forbidden,
        ProblemKind.NotFound => StatusCodes.Status404NotFound,
        ProblemKind.Conflict => StatusCodes.Status409Conflict,
        ProblemKind.Unprocessable => StatusCodes.Status422UnprocessableEntity,
        ProblemKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}
