using System.Collections.Concurrent;

namespace OrleansWa.CloudApiEmulator.Inspection;

/// <summary>The newest webhook attempts, the last one per callback, and how many webhooks were dropped.</summary>
internal sealed class WebhookLog(EmulatorOptions options, ILogger<WebhookLog> log)
{
    private readonly Ring<WebhookAttempt> _attempts = new(options.WebhookCapacity);
    private readonly ConcurrentDictionary<string, WebhookAttempt> _lastByUrl = new(StringComparer.Ordinal);
    private long _dropped;
    private long _accepted;

    /// <summary>Raised when an attempt is finished and its retry, if any, is arranged.</summary>
    public event Action<WebhookAttempt>? Attempted;

    public long Total => _attempts.Total;

    public long Accepted => Interlocked.Read(ref _accepted);

    public long Dropped => Interlocked.Read(ref _dropped);

    public IReadOnlyList<WebhookAttempt> Newest() => _attempts.Newest();

    public IEnumerable<WebhookAttempt> LastPerCallback() => _lastByUrl.Values;

    public WebhookAttempt? Find(long id) => _attempts.Newest().FirstOrDefault(a => a.Id == id);

    public void CountDropped() => Interlocked.Increment(ref _dropped);

    public void Add(WebhookAttempt attempt)
    {
        _attempts.Add(attempt);
        var before = _lastByUrl.GetValueOrDefault(attempt.Url);
        _lastByUrl[attempt.Url] = attempt;
        if (attempt.Accepted) Interlocked.Increment(ref _accepted);
        // One line per change, not per attempt: a product that is down would fill the log.
        if (!attempt.Accepted && before is not { Accepted: false })
            log.LogWarning("Emulator: {Url} does not accept webhooks: {Reason}", attempt.Url, attempt.Error ?? $"HTTP {attempt.StatusCode}");
    }

    public void Announce(WebhookAttempt attempt) => Attempted?.Invoke(attempt);

    public void Clear()
    {
        _attempts.Clear();
        _lastByUrl.Clear();
        Interlocked.Exchange(ref _dropped, 0);
        Interlocked.Exchange(ref _accepted, 0);
    }
}
