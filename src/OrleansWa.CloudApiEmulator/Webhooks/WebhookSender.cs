using System.Net.Http.Headers;
using OrleansWa.CloudApiEmulator.Clock;
using OrleansWa.CloudApiEmulator.Inspection;

namespace OrleansWa.CloudApiEmulator.Webhooks;

/// <summary>Posts webhook bodies, records each attempt, and arranges the retries.</summary>
internal sealed class WebhookSender : IDisposable
{
    private readonly EmulatorOptions _options;
    private readonly EmulatorClock _clock;
    private readonly EventScheduler _scheduler;
    private readonly WebhookLog _log;
    private readonly HttpClient _http;
    private int _waitingRetries;

    public WebhookSender(EmulatorOptions options, EmulatorClock clock, EventScheduler scheduler, WebhookLog log)
    {
        (_options, _clock, _scheduler, _log) = (options, clock, scheduler, log);
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(10) };
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("facebookexternalua");
    }

    /// <summary>Tries once; when that fails, <paramref name="again"/> is called with the next attempt at its time.</summary>
    public async Task Send(WebhookDelivery delivery, Action<WebhookDelivery> again)
    {
        var (status, error) = await Post(delivery);
        var retry = status == 200 ? null : NextRetry(delivery);
        var attempt = Attempt(delivery, status, error, retry);
        _log.Add(attempt);
        if (retry is { } wait) ScheduleRetry(delivery, wait, again);
        _log.Announce(attempt);
    }

    public void Dispose() => _http.Dispose();

    private async Task<(int? Status, string? Error)> Post(WebhookDelivery delivery)
    {
        using var timeout = new CancellationTokenSource(_options.WebhookTimeout, _clock);
        try
        {
            using var request = Request(delivery);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
            return ((int)response.StatusCode, null);
        }
        catch (OperationCanceledException)
        {
            return (null, $"No answer within {_options.WebhookTimeout.TotalSeconds:0.###} s");
        }
        catch (Exception e) when (e is HttpRequestException or InvalidOperationException)
        {
            return (null, e.InnerException?.Message ?? e.Message);
        }
    }

    private static HttpRequestMessage Request(WebhookDelivery delivery)
    {
        var content = new ByteArrayContent(delivery.Body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, delivery.Url) { Content = content };
        if (delivery.Signature is { } signature) request.Headers.TryAddWithoutValidation("X-Hub-Signature-256", signature);
        return request;
    }

    private TimeSpan? NextRetry(WebhookDelivery delivery)
    {
        if (Volatile.Read(ref _waitingRetries) >= _options.RetryCapacity)
        {
            _log.CountDropped();
            return null;
        }

        var wait = RetrySchedule.After(delivery.Attempt, _clock.GetUtcNow() - delivery.FirstTriedAt, _options);
        if (wait is null) _log.CountDropped();
        return wait;
    }

    private void ScheduleRetry(WebhookDelivery delivery, TimeSpan wait, Action<WebhookDelivery> again)
    {
        Interlocked.Increment(ref _waitingRetries);
        _scheduler.After(wait, () =>
        {
            Interlocked.Decrement(ref _waitingRetries);
            again(delivery with { Attempt = delivery.Attempt + 1 });
        });
    }

    private WebhookAttempt Attempt(WebhookDelivery delivery, int? status, string? error, TimeSpan? retry) => new()
    {
        Id = delivery.Id,
        AppId = delivery.AppId,
        Url = delivery.Url,
        Attempt = delivery.Attempt,
        At = _clock.GetUtcNow(),
        StatusCode = status,
        Error = error,
        RetryAt = retry is { } wait ? _clock.GetUtcNow() + wait : null,
        Signature = delivery.Signature,
        Bytes = delivery.Body,
    };
}
