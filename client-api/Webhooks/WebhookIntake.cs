using Microsoft.AspNetCore.Http.Features;
using OrleansWa.ClientApi.Problems;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Tenants;
using OrleansWa.Contracts.Webhooks;

namespace OrleansWa.ClientApi.Webhooks;

/// <summary>
/// One webhook: read the bytes, check the signature over them, parse, store, and only then answer 200. Everything else is a refusal after which
/// Meta sends it again.
/// </summary>
internal sealed class WebhookIntake(IGrainFactory grains, TimeProvider time, ILogger<WebhookIntake> logger)
{
    private const int KestrelSlackBytes = 1024 * 1024;
    private static readonly string Key = GrainKeys.Platform("intake");
    private static readonly TimeSpan AgainIn = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ComplainEvery = TimeSpan.FromSeconds(10);

    private long _complainedAt = long.MinValue;

    public async Task TakeAsync(HttpContext context, string app, AppCredentials credentials)
    {
        AllowBody(context);
        if (await WebhookBody.ReadAsync(context.Request) is not { } body)
        {
            await ProblemWriter.WriteAsync(context, StatusCodes.Status413PayloadTooLarge, "body_too_large", "A webhook has at most 3 MB.");
            return;
        }

        using (body)
        {
            if (!MetaWebhook.IsSigned(body.Bytes.Span, context.Request.Headers[MetaWebhook.SignatureHeader], credentials.AppSecret))
            {
                await ProblemWriter.WriteAsync(
                    context, StatusCodes.Status401Unauthorized, "signature_invalid", "X-Hub-Signature-256 is missing or does not fit the body.");
                return;
            }

            if (MetaWebhook.Parse(body.Bytes, app, ProblemWriter.TraceId(context)) is not { } batch)
            {
                await ProblemWriter.WriteAsync(context, StatusCodes.Status400BadRequest, "webhook_invalid", "The body is signed but is no webhook in JSON.");
                return;
            }

            await StoreAsync(context, batch);
        }
    }

    // Our own check answers 413; Kestrel's limit stays above it, for what is on the wire already.
    private static void AllowBody(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = WebhookBody.BytesMax + KestrelSlackBytes;
        }
    }

    private async Task StoreAsync(HttpContext context, WebhookBatch batch)
    {
        try
        {
            // Not cancelled when Meta hangs up: it is about to be stored, and a repeat changes nothing.
            await grains.GetGrain<IIntakeGrain>(Key).Append(batch, CancellationToken.None);
        }
        catch (Exception e)
        {
            Complain(e);
            await ProblemWriter.WriteAsync(
                context, StatusCodes.Status503ServiceUnavailable, "intake_unavailable", "The webhook could not be stored; send it again.", retryAfter: AgainIn);
            return;
        }

        context.Response.ContentLength = 0;
    }

    // A store that is down fails every webhook; one line in ten seconds says so.
    private void Complain(Exception e)
    {
        var now = time.GetTimestamp();
        var last = Volatile.Read(ref _complainedAt);
        var isDue = last == long.MinValue || time.GetElapsedTime(last, now) >= ComplainEvery;
        if (isDue && Interlocked.CompareExchange(ref _complainedAt, now, last) == last)
        {
            logger.LogError(e, "A webhook could not be stored and was answered 503; further ones within {Period} are not logged", ComplainEvery);
        }
    }
}
