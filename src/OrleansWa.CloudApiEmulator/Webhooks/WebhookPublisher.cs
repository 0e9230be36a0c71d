using System.Collections.Concurrent;
using OrleansWa.CloudApiEmulator.Accounts;

namespace OrleansWa.CloudApiEmulator.Webhooks;

/// <summary>Gives each subscribed app its own copy of an event, at the callback that wins (number, account, app), with the faults in force.</summary>
internal sealed class WebhookPublisher(DestinationServices services) : IDisposable
{
    private readonly ConcurrentDictionary<(string AppId, string Url), Destination> _destinations = new();
    private readonly CancellationTokenSource _stop = new();

    public int Waiting => _destinations.Values.Sum(d => d.Waiting);

    public void Publish(WebhookEvent update)
    {
        if (services.Directory.Account(update.AccountId) is not { } account) return;
        foreach (var subscription in account.Subscriptions)
        {
            if (CallbackOf(subscription, update) is { } url) Send(subscription.AppId, url, update);
        }
    }

    public void Replay(WebhookAttempt attempt) => DestinationOf(attempt.AppId, attempt.Url).Replay(attempt);

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    /// <summary>Overrides are for <c>messages</c> only; every other field goes to the app's callback (fact sheet 2.3).</summary>
    private string? CallbackOf(Subscription subscription, WebhookEvent update)
    {
        var app = services.Directory.App(subscription.AppId)?.CallbackUrl;
        return update.Field == "messages" ? update.Number?.OverrideFor(subscription.AppId) ?? subscription.OverrideUrl ?? app : app;
    }

    private void Send(string appId, string url, WebhookEvent update)
    {
        var destination = DestinationOf(appId, url);
        var copies = services.Chance.Hits(services.Faults.Current.DuplicateRate) ? 2 : 1;
        for (var i = 0; i < copies; i++) services.Scheduler.After(Delay(), () => destination.Offer(update));
    }

    private TimeSpan Delay()
    {
        var faults = services.Faults.Current;
        var delay = services.Chance.Between(
            TimeSpan.FromMilliseconds(faults.WebhookDelayMinMilliseconds), TimeSpan.FromMilliseconds(faults.WebhookDelayMaxMilliseconds));
        return services.Chance.Hits(faults.ReorderRate)
            ? delay + services.Chance.Between(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(Math.Max(1, faults.ReorderWindowMilliseconds)))
            : delay;
    }

    private Destination DestinationOf(string appId, string url) =>
        _destinations.GetOrAdd((appId, url), key => new Destination(services, key.AppId, key.Url, _stop.Token));
}
