using System.Collections.Concurrent;
using OrleansWa.Contracts.Channels;

namespace OrleansWa.Grains.Webhooks;

/// <summary>
/// Finds the channel of a connector's account. Bindings are kept for 2 s (at most 10,000; at the limit it starts afresh); a number that
/// nobody holds is never remembered, so that a channel is served from the moment it is bound.
/// </summary>
public sealed class ChannelRouter(IChannelBindingStore bindings, TimeProvider time)
{
    private const int EntriesMax = 10_000;
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<(ConnectorKind, string), (ChannelBinding Binding, DateTimeOffset ReadAt)> _known = new();

    /// <summary>The binding, if the account is bound and the app that signed is the one it is bound to.</summary>
    public async ValueTask<ChannelBinding?> Find(ConnectorKind connector, string accountId, string app, CancellationToken ct)
    {
        var binding = await Find(connector, accountId, ct);
        return binding?.App == app ? binding : null;
    }

    /// <summary>Forgets an account, because it was bound or freed.</summary>
    public void Forget(ConnectorKind connector, string accountId) => _known.TryRemove((connector, accountId), out _);

    private async ValueTask<ChannelBinding?> Find(ConnectorKind connector, string accountId, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (_known.TryGetValue((connector, accountId), out var known) && now - known.ReadAt < Life)
        {
            return known.Binding;
        }

        var binding = await bindings.Find(connector, accountId, ct);
        if (binding is not null)
        {
            Keep(connector, accountId, binding, now);
        }

        return binding;
    }

    private void Keep(ConnectorKind connector, string accountId, ChannelBinding binding, DateTimeOffset now)
    {
        if (_known.Count >= EntriesMax)
        {
            _known.Clear();
        }

        _known[(connector, accountId)] = (binding, now);
    }
}
