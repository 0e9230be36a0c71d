using System.Threading.Channels;

namespace OrleansWa.CloudApiEmulator.Webhooks;

/// <summary>
/// One callback of one app: collects events into bodies, queues them (bounded, the oldest drops) and sends several at once.
/// A callback that is down never delays another.
/// </summary>
internal sealed class Destination
{
    private readonly DestinationServices _services;
    private readonly string _appId;
    private readonly string _url;
    private readonly Channel<WebhookDelivery> _queue;
    private readonly Lock _gate = new();
    private List<WebhookEvent> _pending = [];

    public Destination(DestinationServices services, string appId, string url, CancellationToken stop)
    {
        (_services, _appId, _url) = (services, appId, url);
        var bounds = new BoundedChannelOptions(services.Options.WebhookQueueCapacity) { FullMode = BoundedChannelFullMode.DropOldest };
        _queue = Channel.CreateBounded<WebhookDelivery>(bounds, _ => services.Log.CountDropped());
        for (var i = 0; i < services.Options.WebhookConcurrency; i++) _ = Task.Run(() => Work(stop), CancellationToken.None);
    }

    public int Waiting => _queue.Reader.Count;

    public void Offer(WebhookEvent update)
    {
        var faults = _services.Faults.Current;
        if (faults.BatchSize <= 1) Enqueue([update], faults);
        else Collect(update, faults);
    }

    /// <summary>Sends a body again as it was: a replay.</summary>
    public void Replay(WebhookAttempt attempt) =>
        _queue.Writer.TryWrite(new WebhookDelivery(attempt.Id, _appId, _url, attempt.Bytes, attempt.Signature, _services.Clock.GetUtcNow(), 1));

    private void Collect(WebhookEvent update, Faults faults)
    {
        List<WebhookEvent>? full = null;
        bool first;
        lock (_gate)
        {
            _pending.Add(update);
            first = _pending.Count == 1;
            if (_pending.Count >= Math.Min(1_000, faults.BatchSize)) full = TakePending();
        }

        if (full is not null) Enqueue(full, faults);
        else if (first) _services.Scheduler.After(TimeSpan.FromMilliseconds(faults.BatchLingerMilliseconds), Flush);
    }

    private void Flush()
    {
        List<WebhookEvent> batch;
        lock (_gate) batch = TakePending();
        if (batch.Count > 0) Enqueue(batch, _services.Faults.Current);
    }

    private List<WebhookEvent> TakePending()
    {
        var taken = _pending;
        _pending = [];
        return taken;
    }

    private void Enqueue(IReadOnlyList<WebhookEvent> events, Faults faults)
    {
        if (_services.Directory.App(_appId) is not { } app) return;
        var now = _services.Clock.GetUtcNow();
        var body = WebhookBody.Of(faults.ShuffleBatches ? Shuffled(events) : events, faults, now.ToUnixTimeSeconds());
        _queue.Writer.TryWrite(new WebhookDelivery(_services.NextId(), _appId, _url, body, Sign(app, body, faults.Signature), now, 1));
    }

    private WebhookEvent[] Shuffled(IReadOnlyList<WebhookEvent> events)
    {
        var shuffled = events.ToArray();
        _services.Chance.Shuffle(shuffled);
        return shuffled;
    }

    private static string? Sign(EmulatedApp app, byte[] body, SignatureMode mode) => mode switch
    {
        SignatureMode.Missing => null,
        SignatureMode.Wrong => WebhookSignature.Of(app.AppSecret + " (wrong)", body),
        _ => WebhookSignature.Of(app.AppSecret, body),
    };

    private async Task Work(CancellationToken stop)
    {
        try
        {
            await foreach (var delivery in _queue.Reader.ReadAllAsync(stop))
                await _services.Sender.Send(delivery, next => _queue.Writer.TryWrite(next));
        }
        catch (OperationCanceledException)
        {
            // The emulator stops; what is still queued is lost, as it is when Meta's test app is deleted.
        }
    }
}
