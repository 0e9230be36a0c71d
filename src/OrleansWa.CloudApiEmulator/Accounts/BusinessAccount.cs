using OrleansWa.CloudApiEmulator.Templates;

namespace OrleansWa.CloudApiEmulator.Accounts;

/// <summary>Live state of a WhatsApp Business Account (WABA).</summary>
internal sealed class BusinessAccount(string id)
{
    private readonly Lock _gate = new();
    private volatile Subscription[] _subscriptions = [];

    public string Id { get; } = id;

    public TemplateStore Templates { get; } = new();

    public IReadOnlyList<Subscription> Subscriptions => _subscriptions;

    public void Subscribe(Subscription subscription)
    {
        lock (_gate) _subscriptions = [.. _subscriptions.Where(s => s.AppId != subscription.AppId), subscription];
    }

    public void Unsubscribe(string appId)
    {
        lock (_gate) _subscriptions = [.. _subscriptions.Where(s => s.AppId != appId)];
    }
}
